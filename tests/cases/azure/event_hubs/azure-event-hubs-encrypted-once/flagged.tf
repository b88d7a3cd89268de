terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_eventhub_namespace" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  sku                 = "Premium"
}

resource "azurerm_eventhub_namespace_customer_managed_key" "example" {
  eventhub_namespace_id             = azurerm_eventhub_namespace.example.id
  key_vault_key_ids                 = ["https://example.vault.azure.net/keys/example/0123"]
  infrastructure_encryption_enabled = false
}
