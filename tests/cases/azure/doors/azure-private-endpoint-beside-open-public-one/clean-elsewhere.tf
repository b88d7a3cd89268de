terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}


resource "azurerm_private_endpoint" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  subnet_id           = "example"

  private_service_connection {
    name                           = "example"
    private_connection_resource_id = "/subscriptions/0/resourceGroups/a/providers/Microsoft.Storage/storageAccounts/b"
    is_manual_connection           = false
  }
}
