terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "module.azurerm_cdn_endpoint" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  profile_name        = "example"

  origin {
    name      = "origin"
    host_name = "www.example.com"
  }
}
