terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_redis_cache" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  capacity            = 1
  family              = "P"
  sku_name            = "Premium"
}

resource "azurerm_redis_firewall_rule" "example" {
  name                = "example"
  redis_cache_name    = azurerm_redis_cache.example.name
  start_ip            = "0.0.0.0"
  end_ip              = "255.255.255.255"
  resource_group_name = "example"
}
