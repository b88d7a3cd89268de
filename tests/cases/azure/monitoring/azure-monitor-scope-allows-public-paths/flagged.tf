terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_monitor_private_link_scope" "example" {
  name                  = "example"
  resource_group_name   = "example"
  ingestion_access_mode = "PrivateOnly"
  query_access_mode     = "Open"
}
