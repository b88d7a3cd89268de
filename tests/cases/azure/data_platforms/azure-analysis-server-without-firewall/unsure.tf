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

resource "azurerm_analysis_services_server" "example" {
  name                     = "example"
  resource_group_name      = "example"
  location                 = "westeurope"
  sku                      = "S0"
  power_bi_service_enabled = var.setting
}
