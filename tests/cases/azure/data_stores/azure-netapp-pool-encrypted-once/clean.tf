terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_netapp_pool" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  account_name        = "example"
  service_level       = "Premium"
  size_in_tb          = 4
  encryption_type     = "Double"
}
