terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 3.0"
    }
  }
}

variable "first" {
  type = string
}

variable "last" {
  type = string
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
  start_ip_address    = var.first
  end_ip_address      = var.last
  resource_group_name = "example"
}
