terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

variable "range" {
  type = string
}

resource "azurerm_cosmosdb_account" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  offer_type          = "Standard"
  ip_range_filter     = [var.range]

  consistency_policy {
    consistency_level = "Session"
  }

  geo_location {
    location          = "westeurope"
    failover_priority = 0
  }
}
