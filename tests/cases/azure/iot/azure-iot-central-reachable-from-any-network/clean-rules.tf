terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_iotcentral_application" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  sub_domain          = "example"
}

resource "azurerm_iotcentral_application_network_rule_set" "example" {
  iotcentral_application_id = azurerm_iotcentral_application.example.id

  ip_rule {
    name    = "office"
    ip_mask = "203.0.113.0/24"
  }
}
