terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 3.0"
    }
  }
}

variable "setting" {
  type = string
}

resource "azurerm_redis_enterprise_cluster" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  sku_name            = "Enterprise_E10-2"
  minimum_tls_version = var.setting
}
