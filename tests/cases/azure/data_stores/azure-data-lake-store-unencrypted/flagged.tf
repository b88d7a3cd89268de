terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 2.99"
    }
  }
}

resource "azurerm_data_lake_store" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  encryption_state    = "Disabled"
}
