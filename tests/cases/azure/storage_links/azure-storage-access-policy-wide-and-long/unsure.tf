terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

variable "setting" {
  type = string
}

resource "azurerm_storage_table" "example" {
  name                 = "example"
  storage_account_name = "example"

  acl {
    id = "partner"
    access_policy {
      permissions = var.setting
      start       = "2026-01-01T00:00:00Z"
      expiry      = "2040-01-01T00:00:00Z"
    }
  }
}
