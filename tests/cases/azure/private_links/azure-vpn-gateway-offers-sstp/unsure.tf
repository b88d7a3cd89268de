terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

variable "protocol" {
  type = string
}

resource "azurerm_virtual_network_gateway" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  type                = "Vpn"
  sku                 = "VpnGw1"

  ip_configuration {
    public_ip_address_id = "/subscriptions/0/addresses/example"
    subnet_id            = "/subscriptions/0/subnets/GatewaySubnet"
  }

  vpn_client_configuration {
    address_space        = ["10.9.0.0/24"]
    vpn_client_protocols = [var.protocol]
  }
}
