terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

variable "flag" {
  type = bool
}

resource "azurerm_active_directory_domain_service" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  domain_name         = "example.com"
  sku                 = "Enterprise"
  security {
    kerberos_rc4_encryption_enabled = var.flag
  }
}
