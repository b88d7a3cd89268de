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

resource "azurerm_api_management_api" "example" {
  name                  = "example"
  resource_group_name   = "example"
  api_management_name   = "example"
  revision              = "1"
  display_name          = "Example"
  path                  = "example"
  subscription_required = var.setting
}
