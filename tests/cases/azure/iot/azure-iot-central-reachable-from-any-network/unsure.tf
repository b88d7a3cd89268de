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

resource "azurerm_iotcentral_application" "example" {
  name                          = "example"
  resource_group_name           = "example"
  location                      = "westeurope"
  sub_domain                    = "example"
  public_network_access_enabled = var.setting
}
