terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 2.99"
    }
  }
}

variable "public" {
  type    = bool
  default = true
}

resource "azurerm_storage_account" "invoices" {
  name                     = "contosoinvoices"
  resource_group_name      = "contoso"
  location                 = "westeurope"
  account_tier             = "Standard"
  account_replication_type = "LRS"
  allow_blob_public_access = var.public
}

resource "azurerm_storage_container" "documents" {
  name                  = "documents"
  storage_account_name  = azurerm_storage_account.invoices.name
  container_access_type = "container"
}
