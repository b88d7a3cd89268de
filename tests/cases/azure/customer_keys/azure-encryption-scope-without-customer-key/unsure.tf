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

resource "azurerm_storage_encryption_scope" "example" {
  name               = "example"
  storage_account_id = "example"
  source             = var.setting
}
