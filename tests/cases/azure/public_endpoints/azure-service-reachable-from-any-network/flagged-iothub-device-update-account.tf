terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_iothub_device_update_account" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
}
