terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

variable "strict" {
  type = bool
}

resource "azurerm_key_vault" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  tenant_id           = "00000000-0000-0000-0000-000000000000"
  sku_name            = "standard"
}

resource "azurerm_private_endpoint" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  count               = var.strict ? 1 : 0
  subnet_id           = "/subscriptions/0/subnets/example"

  private_service_connection {
    name                           = "vault"
    private_connection_resource_id = azurerm_key_vault.example.id
    is_manual_connection           = false
    subresource_names              = ["vault"]
  }
}
