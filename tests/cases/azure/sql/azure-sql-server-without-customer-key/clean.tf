terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_mssql_server" "example" {
  name                                         = "example"
  resource_group_name                          = "example"
  location                                     = "westeurope"
  version                                      = "12.0"
  administrator_login                          = "example"
  transparent_data_encryption_key_vault_key_id = "https://example.vault.azure.net/keys/example"
}
