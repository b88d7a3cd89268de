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

resource "azurerm_mysql_flexible_server" "example" {
  name                  = "example"
  resource_group_name   = "example"
  location              = "westeurope"
  public_network_access = var.setting
}
