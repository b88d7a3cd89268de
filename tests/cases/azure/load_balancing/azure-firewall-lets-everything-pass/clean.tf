terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_firewall_policy_rule_collection_group" "example" {
  name               = "example"
  firewall_policy_id = "/subscriptions/0/policies/example"
  priority           = 100

  network_rule_collection {
    name     = "any"
    priority = 100
    action   = "Allow"

    rule {
      name                  = "any"
      protocols             = ["Any"]
      source_addresses      = ["10.0.0.0/8"]
      destination_addresses = ["*"]
      destination_ports     = ["*"]
    }
  }
}
