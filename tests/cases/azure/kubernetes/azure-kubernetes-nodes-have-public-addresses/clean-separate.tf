terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 3.0"
    }
  }
}

resource "azurerm_kubernetes_cluster_node_pool" "example" {
  name                  = "more"
  kubernetes_cluster_id = "/subscriptions/0/clusters/example"
  vm_size               = "Standard_D2s_v5"
  enable_node_public_ip = false
}
