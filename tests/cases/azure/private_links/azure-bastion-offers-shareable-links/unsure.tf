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

resource "azurerm_bastion_host" "example" {
  name                   = "example"
  resource_group_name    = "example"
  location               = "westeurope"
  sku                    = "Standard"
  shareable_link_enabled = var.setting

  ip_configuration {
    name                 = "ip"
    subnet_id            = "/subscriptions/0/subnets/AzureBastionSubnet"
    public_ip_address_id = "/subscriptions/0/addresses/example"
  }
}
