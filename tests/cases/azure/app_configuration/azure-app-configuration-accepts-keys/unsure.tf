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

resource "azurerm_app_configuration" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  sku                 = "standard"
  local_auth_enabled  = var.setting
}
