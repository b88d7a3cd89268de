terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 3.0"
    }
  }
}

resource "azurerm_mariadb_server" "example" {
  name                    = "example"
  resource_group_name     = "example"
  location                = "westeurope"
  sku_name                = "B_Gen5_1"
  version                 = "10.3"
  ssl_enforcement_enabled = true
}

resource "azurerm_mariadb_firewall_rule" "example" {
  name                = "example"
  server_name         = azurerm_mariadb_server.example.name
  start_ip_address    = "203.0.113.7"
  end_ip_address      = "203.0.113.7"
  resource_group_name = "example"
}
