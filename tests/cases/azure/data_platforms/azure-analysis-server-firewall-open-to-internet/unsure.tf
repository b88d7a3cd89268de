terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

variable "setting" {
  type = string
}

resource "azurerm_analysis_services_server" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  sku                 = "S0"

  ipv4_firewall_rule {
    name        = "all"
    range_start = "0.0.0.0"
    range_end   = var.setting
  }
}
