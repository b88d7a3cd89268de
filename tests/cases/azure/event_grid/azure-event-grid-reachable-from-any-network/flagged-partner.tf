terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_eventgrid_partner_namespace" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  partner_registration_id = "example"
}
