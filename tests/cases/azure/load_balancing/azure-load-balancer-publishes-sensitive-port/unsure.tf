terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

variable "address" {
  type = string
}

resource "azurerm_public_ip" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  allocation_method   = "Static"
  sku                 = "Standard"
}

resource "azurerm_lb" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  sku                 = "Standard"

  frontend_ip_configuration {
    name                 = "front"
    public_ip_address_id = var.address
  }
}

resource "azurerm_lb_nat_rule" "example" {
  name                           = "example"
  resource_group_name            = "example"
  loadbalancer_id                = azurerm_lb.example.id
  protocol                       = "Tcp"
  frontend_port                  = 5000
  backend_port                   = 22
  frontend_ip_configuration_name = "front"
}
