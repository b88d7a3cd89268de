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

resource "azurerm_cdn_frontdoor_origin" "example" {
  name                           = "example"
  cdn_frontdoor_origin_group_id  = "example"
  enabled                        = true
  certificate_name_check_enabled = true
  host_name                      = azurerm_linux_web_app.example.default_hostname

  private_link {
    location               = "westeurope"
    private_link_target_id = azurerm_linux_web_app.example.id
    request_message        = "example"
    target_type            = "sites"
  }
}
