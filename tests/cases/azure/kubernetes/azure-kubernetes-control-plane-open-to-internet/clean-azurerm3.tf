terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 3.0"
    }
  }
}

resource "azurerm_kubernetes_cluster" "example" {
  name                            = "example"
  resource_group_name             = "example"
  location                        = "westeurope"
  dns_prefix                      = "example"
  api_server_authorized_ip_ranges = ["203.0.113.0/24"]

  default_node_pool {
    name       = "default"
    vm_size    = "Standard_D2s_v5"
    node_count = 1
  }
}
