terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_data_factory" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
}

resource "azurerm_data_factory_customer_managed_key" "example" {
  data_factory_id         = azurerm_data_factory.example.id
  customer_managed_key_id = "https://example.vault.azure.net/keys/example/0123"
}
