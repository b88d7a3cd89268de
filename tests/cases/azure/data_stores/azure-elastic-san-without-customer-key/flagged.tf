terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_elastic_san_volume_group" "example" {
  name           = "example"
  elastic_san_id = "/subscriptions/0/sans/example"
}
