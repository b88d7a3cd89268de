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

resource "azurerm_iothub" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  min_tls_version     = var.setting

  sku {
    name     = "S1"
    capacity = 1
  }
}
