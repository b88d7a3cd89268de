terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_key_vault" "example" {
  name                          = "example"
  resource_group_name           = "example"
  location                      = "westeurope"
  tenant_id                     = "00000000-0000-0000-0000-000000000000"
  sku_name                      = "standard"
  public_network_access_enabled = true
}

resource "azurerm_private_endpoint" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  subnet_id           = "example"

  private_service_connection {
    name                           = "example"
    private_connection_resource_id = azurerm_key_vault.example.id
    is_manual_connection           = false
  }
}
