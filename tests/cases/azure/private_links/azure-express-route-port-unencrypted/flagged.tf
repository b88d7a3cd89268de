terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_express_route_port" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  peering_location    = "Airtel-Chennai-CLS"
  bandwidth_in_gbps   = 10
  encapsulation       = "Dot1Q"

  link1 {
    admin_enabled = true
  }
}
