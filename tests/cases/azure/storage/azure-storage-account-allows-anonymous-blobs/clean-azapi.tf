terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azapi_resource" "example" {
  type      = "Microsoft.Storage/storageAccounts@2023-05-01"
  name      = "example"
  parent_id = "/subscriptions/0/resourceGroups/example"
  body = {
    properties = {
    }
  }
}
