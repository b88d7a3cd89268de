terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

variable "protocol" {
  type = string
}

resource "azurerm_api_management_api" "example" {
  name                = "example"
  resource_group_name = "example"
  api_management_name = "example"
  revision            = "1"
  display_name        = "Example"
  path                = "example"
  protocols           = [var.protocol]
}
