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
    ip_restriction_default_action = "Deny"

    ip_restriction {
      service_tag = "AzureFrontDoor.Backend"
      action      = "Allow"
      priority    = 100

      headers {
        x_azure_fdid = ["00000000-0000-0000-0000-000000000000"]
      }
    }
  }
}

resource "azurerm_application_gateway" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"

  sku {
    name     = "WAF_v2"
    tier     = "WAF_v2"
    capacity = 2
  }

  backend_address_pool {
    name  = "apps"
    fqdns = [azurerm_linux_web_app.example.default_hostname]
  }
}
