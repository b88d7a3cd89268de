terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_linux_web_app_slot" "example" {
  name           = "staging"
  app_service_id = "/subscriptions/0/sites/example"
  https_only     = false

  site_config {}
}
