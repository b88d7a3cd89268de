terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_storage_share" "example" {
  name                 = "example"
  storage_account_name = "example"
  quota                = 50

  acl {
    id = "partner"
    access_policy {
      permissions = "rwdl"
      start       = "2026-01-01T00:00:00Z"
      expiry      = "2040-01-01T00:00:00Z"
    }
  }
}
