terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

data "azurerm_storage_account_blob_container_sas" "link" {
  connection_string = "UseDevelopmentStorage=true"
  container_name    = "exports"
  start             = "2026-01-01"
  expiry            = "2026-02-01"

  permissions {
    read   = true
    add    = false
    create = false
    write  = false
    delete = false
    list   = false
  }
}
