terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

variable "setting" {
  type = string
}

resource "azurerm_express_route_port" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  peering_location    = "Airtel-Chennai-CLS"
  bandwidth_in_gbps   = 10
  encapsulation       = "Dot1Q"

  link1 {
    macsec_cak_keyvault_secret_id = var.setting
    admin_enabled                 = true
  }
}
