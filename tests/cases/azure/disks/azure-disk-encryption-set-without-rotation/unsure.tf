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

resource "azurerm_disk_encryption_set" "example" {
  name                      = "example"
  resource_group_name       = "example"
  location                  = "westeurope"
  key_vault_key_id          = "https://example.vault.azure.net/keys/example"
  auto_key_rotation_enabled = var.setting
}
