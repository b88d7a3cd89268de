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
  cdn_frontdoor_origin_group_id  = "/subscriptions/0/groups/example"
  host_name                      = "origin.example.com"
  certificate_name_check_enabled = false
}
