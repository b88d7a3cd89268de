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

resource "azurerm_storage_account" "example" {
  name                          = "example"
  resource_group_name           = "example"
  location                      = "westeurope"
  account_tier                  = "Standard"
  account_replication_type      = "LRS"
  public_network_access_enabled = var.setting
}

resource "azurerm_private_endpoint" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  subnet_id           = "example"

  private_service_connection {
    name                           = "example"
    private_connection_resource_id = azurerm_storage_account.example.id
    is_manual_connection           = false
  }
}
