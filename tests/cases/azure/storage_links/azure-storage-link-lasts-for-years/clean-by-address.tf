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
  https_only        = true
  start             = "2026-01-01"
  expiry            = "2051-10-06"
  ip_address        = "203.0.113.4"

  permissions {
    read   = true
    add    = false
    create = false
    write  = false
    delete = false
    list   = false
  }
}
