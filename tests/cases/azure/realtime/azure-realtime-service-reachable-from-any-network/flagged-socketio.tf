terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_web_pubsub_socketio" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
}
