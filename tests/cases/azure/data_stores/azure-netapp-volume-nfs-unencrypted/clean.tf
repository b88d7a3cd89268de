terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_netapp_volume" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  account_name        = "example"
  pool_name           = "example"
  volume_path         = "example"
  service_level       = "Premium"
  subnet_id           = "/subscriptions/0/subnets/example"
  storage_quota_in_gb = 100
  protocols           = ["NFSv4.1"]
  kerberos_enabled    = true
}
