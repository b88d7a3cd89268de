terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_data_protection_backup_vault" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  datastore_type      = "VaultStore"
  redundancy          = "LocallyRedundant"
}

resource "azurerm_data_protection_backup_vault_customer_managed_key" "example" {
  data_protection_backup_vault_id = azurerm_data_protection_backup_vault.example.id
  key_vault_key_id                = "https://example.vault.azure.net/keys/example/0123"
}
