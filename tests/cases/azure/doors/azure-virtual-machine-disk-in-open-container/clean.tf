terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 3.0"
    }
  }
}

resource "azurerm_storage_account" "example" {
  name                            = "example"
  resource_group_name             = "example"
  location                        = "westeurope"
  account_tier                    = "Standard"
  account_replication_type        = "LRS"
  allow_nested_items_to_be_public = true
}

resource "azurerm_storage_container" "disks" {
  name                  = "vhds"
  storage_account_name  = azurerm_storage_account.example.name
  container_access_type = "private"
}

resource "azurerm_virtual_machine" "example" {
  name                  = "example"
  resource_group_name   = "example"
  location              = "westeurope"
  network_interface_ids = ["example"]
  vm_size               = "Standard_DS1_v2"

  storage_os_disk {
    name          = "os"
    create_option = "FromImage"
    vhd_uri       = "${azurerm_storage_account.example.primary_blob_endpoint}${azurerm_storage_container.disks.name}/os.vhd"
  }
}
