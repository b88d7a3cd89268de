terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

variable "setting" {
  type = bool
}

resource "azurerm_recovery_services_vault" "example" {
  name                          = "example"
  resource_group_name           = "example"
  location                      = "westeurope"
  sku                           = "Standard"
  public_network_access_enabled = var.setting
}
