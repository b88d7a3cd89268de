terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_linux_virtual_machine" "example" {
  name                       = "example"
  resource_group_name        = "example"
  location                   = "westeurope"
  size                       = "Standard_B2s"
  admin_username             = "example"
  network_interface_ids      = ["/subscriptions/0/nics/example"]
  encryption_at_host_enabled = true

  os_disk {
    caching              = "ReadWrite"
    storage_account_type = "Standard_LRS"
  }
}
