terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

variable "setting" {
  type = bool
}

resource "azurerm_iothub" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"

  sku {
    name     = "S1"
    capacity = 1
  }

  network_rule_set {
    default_action                     = "Deny"
    apply_to_builtin_eventhub_endpoint = var.setting

    ip_rule {
      name    = "office"
      ip_mask = "203.0.113.0/24"
      action  = "Allow"
    }
  }
}
