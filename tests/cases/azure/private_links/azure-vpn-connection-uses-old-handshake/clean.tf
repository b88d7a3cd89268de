terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_virtual_network_gateway_connection" "example" {
  name                       = "example"
  resource_group_name        = "example"
  location                   = "westeurope"
  type                       = "IPsec"
  virtual_network_gateway_id = "/subscriptions/0/gateways/example"
  connection_protocol        = "IKEv2"
}
