terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_virtual_desktop_host_pool" "example" {
  name                  = "example"
  resource_group_name   = "example"
  location              = "westeurope"
  type                  = "Pooled"
  load_balancer_type    = "BreadthFirst"
  public_network_access = "Disabled"
}
