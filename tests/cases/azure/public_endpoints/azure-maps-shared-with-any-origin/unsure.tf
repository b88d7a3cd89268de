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

resource "azurerm_maps_account" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  sku_name            = "G2"

  cors {
    allowed_origins = var.origins
  }
}
