terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_storage_share" "example" {
  name               = "example"
  storage_account_id = "/subscriptions/0/resourceGroups/example/providers/Microsoft.Storage/storageAccounts/elsewhere"
  quota              = 50
  enabled_protocol   = "NFS"
}
