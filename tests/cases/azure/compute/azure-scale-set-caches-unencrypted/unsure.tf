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

resource "azurerm_linux_virtual_machine_scale_set" "example" {
  name                       = "example"
  resource_group_name        = "example"
  location                   = "westeurope"
  sku                        = "Standard_B2s"
  instances                  = 1
  admin_username             = "example"
  encryption_at_host_enabled = var.setting

  os_disk {
    caching              = "ReadWrite"
    storage_account_type = "Standard_LRS"
  }
}
