variable "public" {
  type = bool
}

resource "azurerm_linux_virtual_machine_scale_set" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  sku                 = "Standard_B2s"
  instances           = 1
  admin_username      = "example"

  os_disk {
    caching              = "ReadWrite"
    storage_account_type = "Standard_LRS"
  }

  network_interface {
    name    = "nic"
    primary = true

    ip_configuration {
      name      = "ip"
      primary   = true
      subnet_id = "/subscriptions/0/subnets/example"

      dynamic "public_ip_address" {
        for_each = var.public ? ["pip"] : []
        content {
          name = public_ip_address.value
        }
      }
    }
  }
}
