terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_network_security_group" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"

  security_rule {
    name                       = "sql"
    priority                   = 200
    direction                  = "Inbound"
    access                     = "Allow"
    protocol                   = "Tcp"
    source_port_range          = "*"
    destination_port_range     = "3342"
    source_address_prefix      = "Internet"
    destination_address_prefix = "*"
  }
}

resource "azurerm_subnet" "example" {
  name                 = "example"
  resource_group_name  = "example"
  virtual_network_name = "example"
  address_prefixes     = ["10.0.1.0/24"]
}

resource "azurerm_subnet_network_security_group_association" "example" {
  subnet_id                 = azurerm_subnet.example.id
  network_security_group_id = azurerm_network_security_group.example.id
}

resource "azurerm_mssql_managed_instance" "example" {
  name                         = "example"
  resource_group_name          = "example"
  location                     = "westeurope"
  license_type                 = "BasePrice"
  sku_name                     = "GP_Gen5"
  storage_size_in_gb           = 32
  vcores                       = 4
  subnet_id                    = lookup({ open = azurerm_subnet.example.id, closed = azurerm_subnet.closed.id }, var.which)
  public_data_endpoint_enabled = true
}

resource "azurerm_subnet" "closed" {
  name                 = "closed"
  resource_group_name  = "example"
  virtual_network_name = "example"
  address_prefixes     = ["10.0.2.0/24"]
}

variable "which" {
  type = string
}
