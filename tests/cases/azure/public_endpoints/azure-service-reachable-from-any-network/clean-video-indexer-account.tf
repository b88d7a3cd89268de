terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_video_indexer_account" "example" {
  name                  = "example"
  resource_group_name   = "example"
  location              = "westeurope"
  public_network_access = "Disabled"

  storage {
    storage_account_id = "/subscriptions/0"
  }
}
