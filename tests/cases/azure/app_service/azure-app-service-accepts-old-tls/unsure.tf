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

resource "azurerm_linux_web_app" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  service_plan_id     = "/subscriptions/0/plans/example"

  site_config {
    minimum_tls_version = var.setting
  }
}
