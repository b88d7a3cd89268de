terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_application_insights" "example" {
  name                       = "example"
  resource_group_name        = "example"
  location                   = "westeurope"
  application_type           = "web"
  internet_ingestion_enabled = false
  internet_query_enabled     = false
}
