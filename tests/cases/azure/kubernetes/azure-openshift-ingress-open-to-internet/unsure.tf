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

resource "azurerm_redhat_openshift_cluster" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"

  ingress_profile {
    visibility = var.setting
  }
}
