terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_linux_web_app" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  service_plan_id     = "/subscriptions/0/plans/example"

  site_config {
    ip_restriction_default_action = "Deny"
    scm_use_main_ip_restriction   = false

    ip_restriction {
      ip_address = "203.0.113.0/24"
      action     = "Allow"
      priority   = 100
    }
  }
}
