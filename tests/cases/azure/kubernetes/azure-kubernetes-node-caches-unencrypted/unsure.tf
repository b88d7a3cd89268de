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

resource "azurerm_kubernetes_cluster" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  dns_prefix          = "example"

  default_node_pool {
    name                    = "default"
    vm_size                 = "Standard_D2s_v5"
    node_count              = 1
    host_encryption_enabled = var.setting
  }
}
