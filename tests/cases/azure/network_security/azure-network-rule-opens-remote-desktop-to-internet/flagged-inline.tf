terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_network_security_group" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"

  security_rule {
    name                       = "example"
    priority                   = 100
    direction                  = "Inbound"
    access                     = "Allow"
    protocol                   = "Tcp"
    source_port_range          = "*"
    destination_address_prefix = "*"
    destination_port_ranges    = ["3389", "443"]
    source_address_prefixes    = ["0.0.0.0/0"]
  }
}
