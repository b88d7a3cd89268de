terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_automation_variable_string" "example" {
  name                    = "example"
  resource_group_name     = "example"
  automation_account_name = "example"
  value                   = "x"
  encrypted               = true
}
