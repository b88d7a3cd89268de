terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_redhat_openshift_cluster" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"

  main_profile {
    vm_size                    = "Standard_D8s_v3"
    subnet_id                  = "/subscriptions/0"
    encryption_at_host_enabled = true
  }
}
