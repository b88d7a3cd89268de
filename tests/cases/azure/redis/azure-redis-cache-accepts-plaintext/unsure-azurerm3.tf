terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 3.0"
    }
  }
}

variable "setting" {
  type = bool
}

resource "azurerm_redis_cache" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  capacity            = 1
  family              = "P"
  sku_name            = "Premium"
  enable_non_ssl_port = var.setting
}
