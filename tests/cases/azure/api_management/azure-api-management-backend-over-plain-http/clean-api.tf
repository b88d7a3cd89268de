terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_api_management_api" "example" {
  name                = "example"
  resource_group_name = "example"
  api_management_name = "example"
  revision            = "1"
  path                = "example"
  protocols           = ["https"]
  service_url         = "https://example.com"
}
