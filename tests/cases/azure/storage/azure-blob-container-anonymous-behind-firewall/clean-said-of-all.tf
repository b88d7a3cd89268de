terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_storage_account" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  account_tier                    = "Standard"
  account_replication_type        = "LRS"
  allow_nested_items_to_be_public = true

  network_rules {
    default_action = "Allow"
  }
}

resource "azurerm_storage_container" "example" {
  name                  = "example"
  storage_account_id    = azurerm_storage_account.example.id
  container_access_type = "blob"
}
