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

resource "azurerm_automation_account" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  sku_name            = "Basic"

  encryption {
    key_vault_key_id = var.key
  }
}
