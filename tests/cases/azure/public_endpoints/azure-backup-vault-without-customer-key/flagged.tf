terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_recovery_services_vault" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  sku                 = "Standard"
}
