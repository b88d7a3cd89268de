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
    name                       = "deny"
    priority                   = 90
    direction                  = "Inbound"
    access                     = "Deny"
    protocol                   = "*"
    source_port_range          = "*"
    destination_address_prefix = "*"
    destination_port_range     = "*"
    source_address_prefix      = "0.0.0.0/0"
  }

  security_rule {
    name                       = "allow"
    priority                   = 100
    direction                  = "Inbound"
    access                     = "Allow"
    protocol                   = "Tcp"
    source_port_range          = "*"
    destination_address_prefix = "*"
    destination_port_range     = "22"
    source_address_prefix      = "0.0.0.0/0"
  }
}
