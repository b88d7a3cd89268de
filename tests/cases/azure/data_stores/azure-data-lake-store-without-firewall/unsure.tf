terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 2.99"
    }
  }
}

variable "setting" {
  type = string
}

resource "azurerm_data_lake_store" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  firewall_state      = var.setting
}
