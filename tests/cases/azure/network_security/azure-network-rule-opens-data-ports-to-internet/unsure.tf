terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

variable "setting" {
  type = string
}

resource "azurerm_network_security_group" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
}

resource "azurerm_network_security_rule" "example" {
  name                        = "example"
  priority                    = 100
  direction                   = "Inbound"
  access                      = "Allow"
  protocol                    = "Tcp"
  source_port_range           = "*"
  destination_address_prefix  = "*"
  destination_port_range      = "5432"
  source_address_prefix       = var.setting
  resource_group_name         = "example"
  network_security_group_name = azurerm_network_security_group.example.name
}
