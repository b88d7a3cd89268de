terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

data "azurerm_storage_account_sas" "link" {
  connection_string = "UseDevelopmentStorage=true"
  https_only        = true
  start             = "2026-01-01T00:00:00Z"
  expiry            = "2030-01-01T00:00:00Z"

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
    write   = false
    delete  = false
    list    = false
    add     = false
    create  = false
    update  = false
    process = false
    tag     = false
    filter  = false
  }
}
