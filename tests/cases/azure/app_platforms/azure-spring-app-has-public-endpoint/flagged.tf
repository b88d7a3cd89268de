terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_spring_cloud_app" "example" {
  name                = "example"
  resource_group_name = "example"
  service_name        = "example"
  is_public           = true
}
