terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

variable "source" {
  type = string
}

resource "azurerm_firewall_policy_rule_collection_group" "example" {
  name               = "example"
  firewall_policy_id = "/subscriptions/0/policies/example"
  priority           = 100

  nat_rule_collection {
    name     = "in"
    priority = 100
    action   = "Dnat"

    rule {
      name                = "admin"
      destination_ports   = ["5000"]
      destination_address = "203.0.113.7"
      translated_address  = "10.0.1.4"
      translated_port     = "22"
      protocols           = ["TCP"]
      source_addresses    = [var.source]
    }
  }
}
