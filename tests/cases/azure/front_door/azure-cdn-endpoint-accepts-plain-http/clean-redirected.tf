terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_cdn_endpoint" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  profile_name        = "example"

  origin {
    name      = "origin"
    host_name = "www.example.com"
  }

  delivery_rule {
    name  = "tls"
    order = 1

    request_scheme_condition {
      match_values = ["HTTP"]
    }

    url_redirect_action {
      redirect_type = "Found"
      protocol      = "Https"
    }
  }
}
