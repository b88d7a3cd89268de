terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 3.0"
    }
  }
}

resource "azurerm_mysql_server" "example" {
  name                             = "example"
  resource_group_name              = "example"
  location                         = "westeurope"
  sku_name                         = "B_Gen5_1"
  version                          = "5.7"
  ssl_enforcement_enabled          = true
  ssl_minimal_tls_version_enforced = "TLS1_0"
}
