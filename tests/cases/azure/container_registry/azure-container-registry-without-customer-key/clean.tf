terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_container_registry" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  sku                 = "Premium"

  encryption {
    key_vault_key_id   = "https://example.vault.azure.net/keys/example"
    identity_client_id = "0"
  }
}
