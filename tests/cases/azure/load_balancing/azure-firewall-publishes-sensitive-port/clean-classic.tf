terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_firewall_nat_rule_collection" "example" {
  name                = "example"
  azure_firewall_name = "example"
  resource_group_name = "example"
  priority            = 100
  action              = "Dnat"

  rule {
    name                  = "admin"
    source_addresses      = ["198.51.100.0/24"]
    destination_ports     = ["5000"]
    destination_addresses = ["203.0.113.7"]
    translated_address    = "10.0.1.4"
    translated_port       = "3389"
    protocols             = ["TCP"]
  }
}
