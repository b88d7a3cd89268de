terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_databricks_workspace" "example" {
  name                          = "example"
  resource_group_name           = "example"
  location                      = "westeurope"
  sku                           = "premium"
  public_network_access_enabled = false
}
