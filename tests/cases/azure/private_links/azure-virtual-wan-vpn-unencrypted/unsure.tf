terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

variable "flag" {
  type = bool
}

resource "azurerm_virtual_wan" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  disable_vpn_encryption = var.flag
}
