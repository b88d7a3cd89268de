terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

variable "protocol" {
  type = string
}

resource "azurerm_frontdoor" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"

  frontend_endpoint {
    name      = "front"
    host_name = "example.azurefd.net"
  }

  backend_pool {
    name                = "pool"
    load_balancing_name = "lb"
    health_probe_name   = "probe"

    backend {
      host_header = "www.example.com"
      address     = "www.example.com"
      http_port   = 80
      https_port  = 443
    }
  }

  backend_pool_health_probe {
    name = "probe"
  }

  backend_pool_load_balancing {
    name = "lb"
  }

  routing_rule {
    name               = "rule"
    accepted_protocols = [var.protocol]
    patterns_to_match  = ["/*"]
    frontend_endpoints = ["front"]

    forwarding_configuration {
      forwarding_protocol = "HttpsOnly"
      backend_pool_name   = "pool"
    }
  }
}
