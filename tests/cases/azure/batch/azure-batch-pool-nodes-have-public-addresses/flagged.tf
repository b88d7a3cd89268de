terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_batch_pool" "example" {
  name                = "example"
  resource_group_name = "example"
  account_name        = "example"
  node_agent_sku_id   = "batch.node.ubuntu 22.04"
  vm_size             = "STANDARD_A1"

  network_configuration {
    subnet_id                        = "/subscriptions/0/subnets/example"
    public_address_provisioning_type = "BatchManaged"
  }
}
