terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_function_app_function" "example" {
  name            = "example"
  function_app_id = "/subscriptions/0/sites/example"
  config_json     = jsonencode({ bindings = [{ type = "httpTrigger", direction = "in", authLevel = "anonymous" }] })
}
