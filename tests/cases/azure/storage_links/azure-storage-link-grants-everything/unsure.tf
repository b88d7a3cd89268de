terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

variable "setting" {
  type = bool
}

data "azurerm_storage_account_sas" "link" {
  connection_string = "UseDevelopmentStorage=true"
  https_only        = true
  start             = "2026-01-01T00:00:00Z"
  expiry            = "2026-02-01T00:00:00Z"

  resource_types {
    service   = true
    container = true
    object    = true
  }

  services {
    blob  = true
    queue = false
    table = false
    file  = false
  }

  permissions {
    read    = true
    write   = true
    delete  = var.setting
    list    = true
    add     = false
    create  = false
    update  = false
    process = false
    tag     = false
    filter  = false
  }
}
