terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_windows_virtual_machine" "example" {
  name                  = "example"
  resource_group_name   = "example"
  location              = "westeurope"
  size                  = "Standard_B2s"
  admin_username        = "example"
  network_interface_ids = ["/subscriptions/0/nics/example"]
  admin_password        = random_password.example.result

  os_disk {
    caching              = "ReadWrite"
    storage_account_type = "Standard_LRS"
  }

  winrm_listener {
    protocol = "Http"
  }
}
