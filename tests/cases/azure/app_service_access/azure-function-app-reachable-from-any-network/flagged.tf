terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_linux_function_app" "example" {
  name                 = "example"
  resource_group_name  = "example"
  location             = "westeurope"
  service_plan_id      = "/subscriptions/0/plans/example"
  storage_account_name = "example"

  site_config {}
}
