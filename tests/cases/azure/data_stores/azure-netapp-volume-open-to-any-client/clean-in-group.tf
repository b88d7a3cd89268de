terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_netapp_volume_group_sap_hana" "example" {
  name                   = "example"
  location               = "westeurope"
  resource_group_name    = "example"
  account_name           = "example"
  group_description      = "example"
  application_identifier = "ABC"

  volume {
    name                = "data"
    volume_path         = "data"
    service_level       = "Premium"
    capacity_pool_id    = "/subscriptions/0/pool"
    subnet_id           = "/subscriptions/0/subnets/example"
    volume_spec_name    = "data"
    storage_quota_in_gb = 100
    throughput_in_mibps = 24
    protocols           = ["NFSv4.1"]
    security_style      = "unix"

    export_policy_rule {
      rule_index          = 1
      allowed_clients     = "10.0.0.0/24"
      nfsv3_enabled       = false
      nfsv41_enabled      = true
      unix_read_only      = false
      unix_read_write     = true
      root_access_enabled = false
    }
  }
}
