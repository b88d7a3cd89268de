terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_traffic_manager_profile" "example" {
  name                   = "example"
  resource_group_name    = "example"
  traffic_routing_method = "Weighted"

  dns_config {
    relative_name = "example"
    ttl           = 100
  }

  monitor_config {
    protocol = "HTTP"
    port     = 443
    path     = "/"
  }
}
