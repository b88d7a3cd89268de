terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_firewall_network_rule_collection" "example" {
  name                = "example"
  azure_firewall_name = "example"
  resource_group_name = "example"
  priority            = 100
  action              = "Deny"

  rule {
    name                  = "any"
    protocols             = ["Any"]
    source_addresses      = ["*"]
    destination_addresses = ["*"]
    destination_ports     = ["*"]
  }
}
