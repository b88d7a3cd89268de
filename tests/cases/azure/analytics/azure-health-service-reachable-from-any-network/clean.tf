terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_healthcare_service" "example" {
  name                          = "example"
  resource_group_name           = "example"
  location                      = "westeurope"
  kind                          = "fhir-R4"
  public_network_access_enabled = false
}
