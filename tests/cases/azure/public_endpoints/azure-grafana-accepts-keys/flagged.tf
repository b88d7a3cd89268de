terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_dashboard_grafana" "example" {
  name                  = "example"
  resource_group_name   = "example"
  location              = "westeurope"
  grafana_major_version = "11"
  api_key_enabled       = true
}
