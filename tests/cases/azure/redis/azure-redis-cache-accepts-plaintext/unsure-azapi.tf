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

resource "azapi_resource" "example" {
  type      = "Microsoft.Cache/redis@2024-03-01"
  name      = "example"
  parent_id = "/subscriptions/0/resourceGroups/example"
  body = {
    properties = {
      enableNonSslPort = var.setting
    }
  }
}
