terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

variable "first" {
  type = string
}

variable "last" {
  type = string
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
}

resource "azurerm_mongo_cluster_firewall_rule" "example" {
  name             = "example"
  mongo_cluster_id = azurerm_mongo_cluster.example.id
  start_ip_address = var.first
  end_ip_address   = var.last
}
