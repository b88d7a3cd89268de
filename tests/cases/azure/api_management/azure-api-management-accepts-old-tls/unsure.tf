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

resource "azurerm_api_management" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  publisher_name      = "Example"
  publisher_email     = "a@example.com"
  sku_name            = "Developer_1"

  security {
    enable_frontend_tls10 = var.setting
  }
}
