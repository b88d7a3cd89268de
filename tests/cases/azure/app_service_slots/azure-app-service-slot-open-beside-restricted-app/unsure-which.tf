terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

variable "which" {
  type = string
}

resource "azurerm_linux_web_app" "shop" {
  name                          = "contoso-shop"
  resource_group_name           = "shop"
  location                      = "westeurope"
  service_plan_id               = "plan"
  https_only                    = true
  public_network_access_enabled = false
  site_config {}
}

resource "azurerm_linux_web_app" "blog" {
  name                = "contoso-blog"
  resource_group_name = "shop"
  location            = "westeurope"
  service_plan_id     = "plan"
  https_only          = true
  site_config {}
}

resource "azurerm_linux_web_app_slot" "staging" {
  name           = "staging"
  app_service_id = lookup({ shop = azurerm_linux_web_app.shop.id, blog = azurerm_linux_web_app.blog.id }, var.which)
  https_only     = true
  site_config {}
}
