terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.81"
    }
  }
}

variable "public" {
  type    = bool
  default = true
}

resource "azurerm_storage_account" "invoices" {
  name                            = "contosoinvoices"
  resource_group_name             = "contoso"
  location                        = "westeurope"
  account_tier                    = "Standard"
  account_replication_type        = "LRS"
  allow_nested_items_to_be_public = var.public
}

resource "azurerm_storage_container" "documents" {
  name                  = "documents"
  storage_account_id    = azurerm_storage_account.invoices.id
  container_access_type = "container"
}
