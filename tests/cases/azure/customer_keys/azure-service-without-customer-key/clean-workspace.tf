terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_machine_learning_workspace" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"

  encryption {
    key_vault_id = "example"
    key_id       = "https://example.vault.azure.net/keys/example/0123"
  }
}
