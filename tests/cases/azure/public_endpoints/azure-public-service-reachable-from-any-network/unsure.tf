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

resource "azurerm_static_web_app" "example" {
  name                          = "example"
  resource_group_name           = "example"
  location                      = "westeurope"
  public_network_access_enabled = var.setting
}
