terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_synapse_workspace" "example" {
  name                                 = "example"
  resource_group_name                  = "example"
  location                             = "westeurope"
  storage_data_lake_gen2_filesystem_id = "https://example.dfs.core.windows.net/example"
  managed_virtual_network_enabled      = true
  data_exfiltration_protection_enabled = false

  identity {
    type = "SystemAssigned"
  }
}
