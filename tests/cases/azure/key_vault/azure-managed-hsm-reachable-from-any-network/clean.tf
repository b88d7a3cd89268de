terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_key_vault_managed_hardware_security_module" "example" {
  name                          = "example"
  resource_group_name           = "example"
  location                      = "westeurope"
  sku_name                      = "Standard_B1"
  tenant_id                     = "00000000-0000-0000-0000-000000000000"
  admin_object_ids              = ["00000000-0000-0000-0000-000000000000"]
  public_network_access_enabled = false
}
