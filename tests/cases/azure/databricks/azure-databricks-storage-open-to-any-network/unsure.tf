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

resource "azurerm_databricks_workspace" "example" {
  name                             = "example"
  resource_group_name              = "example"
  location                         = "westeurope"
  sku                              = "premium"
  default_storage_firewall_enabled = var.setting
}
