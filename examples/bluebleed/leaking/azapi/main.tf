terraform {
  required_providers {
    azapi = {
      source  = "azure/azapi"
      version = "~> 2.0"
    }
  }
}

resource "azapi_resource" "invoices" {
  type      = "Microsoft.Storage/storageAccounts@2023-05-01"
  name      = "contosoinvoices"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/contoso"
  location  = "westeurope"

  body = {
    sku  = { name = "Standard_LRS" }
    kind = "StorageV2"
    properties = {
      allowBlobPublicAccess = true
    }
  }
}

resource "azapi_resource" "documents" {
  type      = "Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01"
  name      = "documents"
  parent_id = "${azapi_resource.invoices.id}/blobServices/default"

  body = {
    properties = {
      publicAccess = "Container"
    }
  }
}
