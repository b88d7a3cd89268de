terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_cosmosdb_account" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  offer_type          = "Standard"
  minimal_tls_version = "Tls12"

  consistency_policy {
    consistency_level = "Session"
  }

  geo_location {
    location          = "westeurope"
    failover_priority = 0
  }
}
