terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_cosmosdb_postgresql_cluster" "example" {
  name                            = "example"
  resource_group_name             = "example"
  location                        = "westeurope"
  node_count                      = 0
  coordinator_storage_quota_in_mb = 131072
  coordinator_vcore_count         = 2
}

resource "azurerm_cosmosdb_postgresql_firewall_rule" "example" {
  name             = "example"
  cluster_id       = azurerm_cosmosdb_postgresql_cluster.example.id
  start_ip_address = "0.0.0.0"
  end_ip_address   = "0.0.0.0"
}
