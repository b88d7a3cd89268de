terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_container_app_environment" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
}

resource "azurerm_container_app" "example" {
  name                         = "example"
  resource_group_name          = "example"
  container_app_environment_id = azurerm_container_app_environment.example.id
  revision_mode                = "Single"

  ingress {
    target_port      = 80
    external_enabled = true

    traffic_weight {
      latest_revision = true
      percentage      = 100
    }

    ip_security_restriction {
      name             = "office"
      action           = "Allow"
      ip_address_range = "203.0.113.0/24"
    }
  }
}
