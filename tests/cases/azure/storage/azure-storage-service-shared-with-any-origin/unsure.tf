terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

variable "origins" {
  type = list(string)
}

resource "azurerm_storage_account" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  account_tier        = "Standard"

  queue_properties {
    cors_rule {
      allowed_origins    = var.origins
      allowed_methods    = ["GET"]
      allowed_headers    = []
      exposed_headers    = []
      max_age_in_seconds = 60
    }
  }
}
