terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

variable "setting" {
  type = bool
}

resource "azurerm_servicebus_namespace" "example" {
  name                         = "example"
  resource_group_name          = "example"
  location                     = "westeurope"
  sku                          = "Premium"
  capacity                     = 1
  premium_messaging_partitions = 1

  customer_managed_key {
    key_vault_key_id                  = "https://example.vault.azure.net/keys/example"
    identity_id                       = "/subscriptions/0/identities/example"
    infrastructure_encryption_enabled = var.setting
  }
}
