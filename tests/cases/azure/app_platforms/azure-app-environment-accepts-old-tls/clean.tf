terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_app_service_environment_v3" "example" {
  name                = "example"
  resource_group_name = "example"
  subnet_id           = "example"

  cluster_setting {
    name  = "DisableTls1.0"
    value = "1"
  }
}
