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

resource "azurerm_synapse_workspace" "example" {
  name                                 = "example"
  resource_group_name                  = "example"
  location                             = "westeurope"
  storage_data_lake_gen2_filesystem_id = "https://example.dfs.core.windows.net/data"
  public_network_access_enabled        = var.setting
}
