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

resource "azurerm_sql_server" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  version             = "12.0"
  administrator_login = "example"
}

resource "azurerm_sql_firewall_rule" "example" {
  name                = "example"
  server_name         = azurerm_sql_server.example.name
  start_ip_address    = var.first
  end_ip_address      = var.last
  resource_group_name = "example"
}
