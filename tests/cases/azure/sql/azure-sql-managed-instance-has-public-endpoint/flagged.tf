terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_mssql_managed_instance" "example" {
  name                         = "example"
  resource_group_name          = "example"
  location                     = "westeurope"
  sku_name                     = "GP_Gen5"
  vcores                       = 4
  storage_size_in_gb           = 32
  license_type                 = "BasePrice"
  subnet_id                    = "/subscriptions/0/subnets/example"
  public_data_endpoint_enabled = true
}
