terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

variable "first" {
  type = string
}

variable "last" {
  type = string
}

resource "azurerm_synapse_workspace" "example" {
  name                                 = "example"
  resource_group_name                  = "example"
  location                             = "westeurope"
  storage_data_lake_gen2_filesystem_id = "https://example.dfs.core.windows.net/data"
}

resource "azurerm_synapse_firewall_rule" "example" {
  name                 = "example"
  synapse_workspace_id = azurerm_synapse_workspace.example.id
  start_ip_address     = var.first
  end_ip_address       = var.last
}
