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
    ftps_state = "AllAllowed"
  }
}
