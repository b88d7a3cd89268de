terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

variable "range" {
  type = string
}

resource "azurerm_kubernetes_cluster" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  dns_prefix          = "example"

  api_server_access_profile {
    authorized_ip_ranges = [var.range]
  }

  default_node_pool {
    name       = "default"
    vm_size    = "Standard_D2s_v5"
    node_count = 1
  }
}
