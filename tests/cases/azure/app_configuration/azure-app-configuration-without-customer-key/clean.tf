terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_app_configuration" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  sku                 = "standard"

  encryption {
    key_vault_key_identifier = "https://example.vault.azure.net/keys/example"
  }
}
