terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

variable "setting" {
  type = string
}

data "azurerm_storage_account_blob_container_sas" "link" {
  connection_string = "UseDevelopmentStorage=true"
  container_name    = "exports"
  https_only        = true
  start             = "2026-01-01"
  expiry            = var.setting

  permissions {
    read   = true
    add    = false
    create = false
    write  = false
    delete = false
    list   = false
  }
}
