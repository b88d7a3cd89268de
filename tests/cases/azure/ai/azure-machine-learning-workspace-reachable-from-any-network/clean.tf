terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_machine_learning_workspace" "example" {
  name                          = "example"
  resource_group_name           = "example"
  location                      = "westeurope"
  application_insights_id       = "/subscriptions/0/insights/example"
  key_vault_id                  = "/subscriptions/0/vaults/example"
  storage_account_id            = "/subscriptions/0/accounts/example"
  public_network_access_enabled = false

  identity {
    type = "SystemAssigned"
  }
}
