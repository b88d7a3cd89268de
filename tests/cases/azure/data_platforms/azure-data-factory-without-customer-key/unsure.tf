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

resource "azurerm_data_factory" "example" {
  name                    = "example"
  resource_group_name     = "example"
  location                = "westeurope"
  customer_managed_key_id = var.setting
}
