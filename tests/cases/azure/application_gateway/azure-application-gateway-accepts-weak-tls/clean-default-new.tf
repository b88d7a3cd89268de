terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_application_gateway" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"

  sku {
    name     = "Standard_v2"
    tier     = "Standard_v2"
    capacity = 1
  }

  gateway_ip_configuration {
    name      = "ip"
    subnet_id = "/subscriptions/0/subnets/example"
  }

  frontend_port {
    name = "port"
    port = 443
  }

  frontend_ip_configuration {
    name                 = "front"
    public_ip_address_id = "/subscriptions/0/addresses/example"
  }

  backend_address_pool {
    name = "pool"
  }

  backend_http_settings {
    name                  = "settings"
    cookie_based_affinity = "Disabled"
    port                  = 443
    protocol              = "Https"
  }

  http_listener {
    name                           = "web"
    frontend_ip_configuration_name = "front"
    frontend_port_name             = "port"
    protocol                       = "Https"
  }

  request_routing_rule {
    name                       = "rule"
    rule_type                  = "Basic"
    http_listener_name         = "web"
    backend_address_pool_name  = "pool"
    backend_http_settings_name = "settings"
    priority                   = 10
  }
}
