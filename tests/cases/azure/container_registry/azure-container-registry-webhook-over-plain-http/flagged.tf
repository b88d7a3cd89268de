terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_container_registry_webhook" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  registry_name       = "example"
  actions             = ["push"]
  service_uri         = "http://example.com/hook"
}
