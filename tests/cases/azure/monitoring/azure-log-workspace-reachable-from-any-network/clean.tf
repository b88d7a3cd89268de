terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_log_analytics_workspace" "example" {
  name                       = "example"
  resource_group_name        = "example"
  location                   = "westeurope"
  internet_ingestion_enabled = false
  internet_query_enabled     = false
}
