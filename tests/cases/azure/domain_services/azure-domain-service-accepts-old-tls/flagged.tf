terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_active_directory_domain_service" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  domain_name         = "example.com"
  sku                 = "Enterprise"
  security {
    tls_v1_enabled = true
  }
}
