terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_cognitive_account" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  kind                = "OpenAI"
  sku_name            = "S0"

  customer_managed_key {
    key_vault_key_id = "https://example.vault.azure.net/keys/example"
  }
}
