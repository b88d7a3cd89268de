terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

variable "first" {
  type = string
}

variable "last" {
  type = string
}

resource "azurerm_mssql_server" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  version             = "12.0"
  administrator_login = "example"
}

resource "azurerm_mssql_firewall_rule" "example" {
  name             = "example"
  server_id        = azurerm_mssql_server.example.id
  start_ip_address = var.first
  end_ip_address   = var.last
}
