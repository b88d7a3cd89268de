terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_synapse_sql_pool" "example" {
  name                 = "example"
  synapse_workspace_id = "/subscriptions/0/workspaces/example"
  sku_name             = "DW100c"
  data_encrypted       = true
}
