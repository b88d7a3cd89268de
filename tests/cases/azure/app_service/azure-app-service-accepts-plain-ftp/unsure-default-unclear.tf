terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

variable "key" {
  type = string
}

resource "azurerm_logic_app_standard" "example" {
  name                       = "example"
  resource_group_name        = "example"
  location                   = "westeurope"
  app_service_plan_id        = "/subscriptions/0/plans/example"
  storage_account_name       = "example"
  storage_account_access_key = var.key
}
