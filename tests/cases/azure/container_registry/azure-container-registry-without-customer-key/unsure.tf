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

resource "azurerm_container_registry" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  sku                 = "Premium"

  encryption {
    key_vault_key_id   = var.key
    identity_client_id = "0"
  }
}
