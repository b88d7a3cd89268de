terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

variable "setting" {
  type = string
}

resource "azurerm_service_fabric_cluster" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  reliability_level   = "Bronze"
  upgrade_mode        = "Automatic"
  vm_image            = "Linux"
  management_endpoint = "https://example.westeurope.cloudapp.azure.com"

  fabric_settings {
    name = "Security"
    parameters = {
      ClusterProtectionLevel = var.setting
    }
  }
}
