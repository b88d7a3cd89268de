terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_servicebus_namespace_network_rule_set" "example" {
  namespace_id   = "example"
  default_action = "Deny"
}
