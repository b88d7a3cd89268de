terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_iotcentral_application" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  sub_domain          = "example"
}
