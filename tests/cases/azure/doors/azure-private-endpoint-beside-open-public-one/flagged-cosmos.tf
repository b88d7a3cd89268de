terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_cosmosdb_account" "example" {
  name                          = "example"
  resource_group_name           = "example"
  location                      = "westeurope"
  offer_type                    = "Standard"
  public_network_access_enabled = true

  consistency_policy {
    consistency_level = "Session"
  }

  geo_location {
    location          = "westeurope"
    failover_priority = 0
  }
}

resource "azurerm_private_endpoint" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  subnet_id           = "example"

  private_service_connection {
    name                           = "example"
    private_connection_resource_id = azurerm_cosmosdb_account.example.id
    is_manual_connection           = false
  }
}
