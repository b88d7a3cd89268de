terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 3.0"
    }
  }
}

resource "azurerm_iothub" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  min_tls_version     = "1.2"

  sku {
    name     = "S1"
    capacity = 1
  }
}
