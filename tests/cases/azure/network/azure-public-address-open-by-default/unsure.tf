terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 3.0"
    }
  }
}

variable "setting" {
  type = string
}

resource "azurerm_public_ip" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  allocation_method   = "Static"
  sku                 = var.setting
}
