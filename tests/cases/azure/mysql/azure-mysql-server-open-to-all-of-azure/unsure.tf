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

resource "azurerm_mysql_flexible_server" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
}

resource "azurerm_mysql_flexible_server_firewall_rule" "example" {
  name                = "example"
  server_name         = azurerm_mysql_flexible_server.example.name
  start_ip_address    = var.first
  end_ip_address      = var.last
  resource_group_name = "example"
}
