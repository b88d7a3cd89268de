terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_eventhub_namespace" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  sku                 = "Standard"

  network_rulesets {
    default_action = "Allow"

    ip_rule {
      ip_mask = "203.0.113.0/24"
      action  = "Allow"
    }
  }
}
