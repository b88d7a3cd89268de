terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_storage_account_network_rules" "example" {
  storage_account_id = "/subscriptions/0/resourceGroups/example/providers/Microsoft.Storage/storageAccounts/elsewhere"
  default_action     = "Allow"
}
