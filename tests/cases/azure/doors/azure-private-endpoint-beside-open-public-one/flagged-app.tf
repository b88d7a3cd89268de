terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_linux_web_app" "example" {
  name                          = "example"
  resource_group_name           = "example"
  location                      = "westeurope"
  service_plan_id               = "example"
  https_only                    = true
  public_network_access_enabled = true

  site_config {
  }
}

resource "azurerm_private_endpoint" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  subnet_id           = "example"

  private_service_connection {
    name                           = "example"
    private_connection_resource_id = azurerm_linux_web_app.example.id
    is_manual_connection           = false
  }
}
