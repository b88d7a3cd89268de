terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

variable "setting" {
  type = string
}

resource "azurerm_eventgrid_event_subscription" "example" {
  name  = "example"
  scope = "/subscriptions/0"

  webhook_endpoint {
    url = var.setting
  }
}
