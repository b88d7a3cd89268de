terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_storage_encryption_scope" "example" {
  name               = "example"
  storage_account_id = "example"
  source             = "Microsoft.Storage"
}
