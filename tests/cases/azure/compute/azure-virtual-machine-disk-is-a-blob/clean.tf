terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_virtual_machine" "example" {
  name                  = "example"
  resource_group_name   = "example"
  location              = "westeurope"
  vm_size               = "Standard_B2s"
  network_interface_ids = ["/subscriptions/0/nics/example"]

  storage_os_disk {
    name          = "os"
    create_option = "FromImage"
  }
}
