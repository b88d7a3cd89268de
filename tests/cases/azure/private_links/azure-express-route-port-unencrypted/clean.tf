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
    macsec_cak_keyvault_secret_id = "https://example.vault.azure.net/secrets/cak"
    admin_enabled                 = true
  }
}
