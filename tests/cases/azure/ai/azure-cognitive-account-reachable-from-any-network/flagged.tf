terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_cognitive_account" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  kind                = "OpenAI"
  sku_name            = "S0"
}
