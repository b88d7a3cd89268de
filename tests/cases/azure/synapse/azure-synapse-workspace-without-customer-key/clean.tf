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
  storage_data_lake_gen2_filesystem_id = "https://example.dfs.core.windows.net/data"

  customer_managed_key {
    key_name           = "example"
    key_versionless_id = "https://example.vault.azure.net/keys/example"
  }
}
