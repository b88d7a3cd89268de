terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_cdn_frontdoor_route" "example" {
  name                          = "example"
  cdn_frontdoor_endpoint_id     = "/subscriptions/0/endpoints/example"
  cdn_frontdoor_origin_group_id = "/subscriptions/0/groups/example"
  cdn_frontdoor_origin_ids      = ["/subscriptions/0/origins/example"]
  patterns_to_match             = ["/*"]
  supported_protocols           = ["Http", "Https"]
  forwarding_protocol           = "HttpOnly"
}
