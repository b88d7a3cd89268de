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

resource "azurerm_api_management_product" "example" {
  product_id            = "example"
  api_management_name   = "example"
  resource_group_name   = "example"
  display_name          = "Example"
  published             = true
  subscription_required = var.setting
}
