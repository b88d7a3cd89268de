terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_mongo_cluster" "example" {
  name                   = "example"
  resource_group_name    = "example"
  location               = "westeurope"
  shard_count            = "1"
  compute_tier           = "M30"
  high_availability_mode = "Disabled"
  storage_size_in_gb     = "64"
  version                = "7.0"
  public_network_access  = "Disabled"
}
