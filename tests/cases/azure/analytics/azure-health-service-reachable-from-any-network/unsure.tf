terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

variable "setting" {
  type = bool
}

resource "azurerm_healthcare_service" "example" {
  name                          = "example"
  resource_group_name           = "example"
  location                      = "westeurope"
  kind                          = "fhir-R4"
  public_network_access_enabled = var.setting
}
