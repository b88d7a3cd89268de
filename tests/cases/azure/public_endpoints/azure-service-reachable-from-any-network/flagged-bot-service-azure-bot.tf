terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_bot_service_azure_bot" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  sku                 = "F0"
  microsoft_app_id    = "0"
}
