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

resource "azurerm_mssql_database" "example" {
  name                                = "example"
  server_id                           = "/subscriptions/0/servers/example"
  sku_name                            = "DW100c"
  transparent_data_encryption_enabled = var.setting
}
