terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 3.0"
    }
  }
}

variable "own_key" {
  type = bool
}

resource "azurerm_mysql_server" "example" {
  name                    = "example"
  resource_group_name     = "example"
  location                = "westeurope"
  sku_name                = "B_Gen5_1"
  version                 = "5.7"
  ssl_enforcement_enabled = true
}

resource "azurerm_mysql_server_key" "example" {
  count            = var.own_key ? 1 : 0
  server_id        = azurerm_mysql_server.example.id
  key_vault_key_id = "https://example.vault.azure.net/keys/example"
}
