terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 3.0"
    }
  }
}

resource "azurerm_app_service" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  app_service_plan_id = "/subscriptions/0/plans/example"
  https_only          = true
}
