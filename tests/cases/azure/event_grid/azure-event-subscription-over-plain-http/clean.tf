terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_eventgrid_event_subscription" "example" {
  name  = "example"
  scope = "/subscriptions/0"

  webhook_endpoint {
    url = "https://example.com/hook"
  }
}
