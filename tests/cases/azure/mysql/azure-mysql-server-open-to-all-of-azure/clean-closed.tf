terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_mysql_flexible_server" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  delegated_subnet_id = "/subscriptions/0/subnets/example"
}

resource "azurerm_mysql_flexible_server_firewall_rule" "example" {
  name                = "example"
  server_name         = azurerm_mysql_flexible_server.example.name
  start_ip_address    = "0.0.0.0"
  end_ip_address      = "0.0.0.0"
  resource_group_name = "example"
}
