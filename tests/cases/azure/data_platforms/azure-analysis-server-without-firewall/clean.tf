terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_analysis_services_server" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  sku                 = "S0"

  ipv4_firewall_rule {
    name        = "office"
    range_start = "203.0.113.7"
    range_end   = "203.0.113.7"
  }
}
