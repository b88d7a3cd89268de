terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_container_app" "example" {
  name                         = "example"
  resource_group_name          = "example"
  container_app_environment_id = azurerm_container_app_environment.example.id
  revision_mode                = "Single"

  template {
    container {
      name   = "web"
      image  = "example.azurecr.io/web:1"
      cpu    = 0.25
      memory = "0.5Gi"
    }
  }

  ingress {
    external_enabled = true
    target_port      = 80

    traffic_weight {
      latest_revision = true
      percentage      = 100
    }
  }
}

resource "azurerm_container_app_environment" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
}

resource "azurerm_cdn_frontdoor_origin" "example" {
  name                           = "example"
  cdn_frontdoor_origin_group_id  = "example"
  enabled                        = true
  certificate_name_check_enabled = true
  host_name                      = azurerm_container_app.example.ingress[0].fqdn
}
