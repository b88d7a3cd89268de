terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_api_management_gateway_host_name_configuration" "example" {
  name              = "example"
  api_management_id = "example"
  gateway_name      = "example"
  certificate_id    = "example"
  host_name         = "example.com"
}
