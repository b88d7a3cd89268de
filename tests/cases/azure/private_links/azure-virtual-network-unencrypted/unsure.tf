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

resource "azurerm_virtual_network" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  address_space       = ["10.0.0.0/16"]

  encryption {
    enforcement = var.setting
  }
}
