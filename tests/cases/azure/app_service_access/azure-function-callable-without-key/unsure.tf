terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

variable "config" {
  type = string
}

resource "azurerm_function_app_function" "example" {
  name            = "example"
  function_app_id = "/subscriptions/0/sites/example"
  config_json     = var.config
}
