terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_app_configuration" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  sku                 = "standard"
}

resource "azurerm_private_endpoint" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  subnet_id           = "/subscriptions/0/subnets/example"

  private_service_connection {
    name                           = "store"
    private_connection_resource_id = azurerm_app_configuration.example.id
    is_manual_connection           = false
    subresource_names              = ["configurationStores"]
  }
}
