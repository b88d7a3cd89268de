terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 3.0"
    }
  }
}

variable "setting" {
  type = string
}

resource "azurerm_frontdoor_custom_https_configuration" "example" {
  frontend_endpoint_id              = "/subscriptions/0/endpoints/example"
  custom_https_provisioning_enabled = true

  custom_https_configuration {
    certificate_source  = "FrontDoor"
    minimum_tls_version = var.setting
  }
}
