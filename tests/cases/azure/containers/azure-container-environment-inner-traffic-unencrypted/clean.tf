terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_container_app_environment" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  mutual_tls_enabled  = true
}
