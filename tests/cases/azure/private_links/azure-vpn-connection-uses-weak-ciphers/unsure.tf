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

resource "azurerm_virtual_network_gateway_connection" "example" {
  name                       = "example"
  resource_group_name        = "example"
  location                   = "westeurope"
  type                       = "IPsec"
  virtual_network_gateway_id = "/subscriptions/0/gateways/example"

  ipsec_policy {
    dh_group         = "DHGroup14"
    ike_encryption   = var.setting
    ike_integrity    = "SHA256"
    ipsec_encryption = "AES256"
    ipsec_integrity  = "SHA256"
    pfs_group        = "None"
  }
}
