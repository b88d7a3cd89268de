terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

variable "key" {
  type = string
}

resource "azurerm_storage_account" "example" {
  name                     = "example"
  resource_group_name      = "example"
  location                 = "westeurope"
  account_tier             = "Standard"
  account_replication_type = "LRS"

  customer_managed_key {
    key_vault_key_id          = var.key
    user_assigned_identity_id = "/subscriptions/0"
  }
}
