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

resource "azurerm_spring_cloud_service" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  sku_name            = var.setting
}
