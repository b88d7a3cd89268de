terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

variable "setting" {
  type = bool
}

resource "azurerm_batch_pool" "example" {
  name                = "example"
  resource_group_name = "example"
  account_name        = "example"
  node_agent_sku_id   = "batch.node.ubuntu 22.04"
  vm_size             = "STANDARD_A1"

  security_profile {
    host_encryption_enabled = var.setting
  }
}
