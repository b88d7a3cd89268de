terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_firewall_policy" "example" {
  name                     = "example"
  resource_group_name      = "example"
  location                 = "westeurope"
  threat_intelligence_mode = "Deny"
}
