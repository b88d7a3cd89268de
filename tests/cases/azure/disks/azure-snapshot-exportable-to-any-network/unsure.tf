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

resource "azurerm_snapshot" "example" {
  name                  = "example"
  resource_group_name   = "example"
  location              = "westeurope"
  create_option         = "Copy"
  source_uri            = "/subscriptions/0/disks/example"
  network_access_policy = var.setting
}
