terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

variable "setting" {
  type = bool
}

resource "azurerm_web_pubsub" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  sku                 = "Standard_S1"
}

resource "azurerm_web_pubsub_hub" "example" {
  name                          = "example"
  web_pubsub_id                 = azurerm_web_pubsub.example.id
  anonymous_connections_enabled = var.setting
}
