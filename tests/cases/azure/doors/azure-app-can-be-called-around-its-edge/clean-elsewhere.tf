terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}


resource "azurerm_cdn_frontdoor_origin" "example" {
  name                           = "example"
  cdn_frontdoor_origin_group_id  = "example"
  enabled                        = true
  certificate_name_check_enabled = true
  host_name                      = "www.example.com"
}
