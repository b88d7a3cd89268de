terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_spring_cloud_service" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  sku_name            = "S0"

  network {
    app_subnet_id             = "/subscriptions/0/a"
    service_runtime_subnet_id = "/subscriptions/0/b"
    cidr_ranges               = ["10.4.0.0/16"]
  }
}
