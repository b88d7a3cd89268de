terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_api_management_backend" "example" {
  name                = "example"
  resource_group_name = "example"
  api_management_name = "example"
  protocol            = "http"
  url                 = "https://orders.example.com"

  tls {
    validate_certificate_chain = true
  }
}
