terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_shared_image_gallery" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"

  sharing {
    permission = "Private"
  }
}
