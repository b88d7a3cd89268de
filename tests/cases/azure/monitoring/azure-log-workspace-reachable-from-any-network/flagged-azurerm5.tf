terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 5.0"
    }
  }
}

resource "azurerm_log_analytics_workspace" "example" {
  name                           = "example"
  resource_group_name            = "example"
  location                       = "westeurope"
  internet_ingestion_access_type = "Disabled"
}
