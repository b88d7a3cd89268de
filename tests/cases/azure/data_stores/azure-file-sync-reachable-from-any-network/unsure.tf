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

resource "azurerm_storage_sync" "example" {
  name                    = "example"
  resource_group_name     = "example"
  location                = "westeurope"
  incoming_traffic_policy = var.setting
}
