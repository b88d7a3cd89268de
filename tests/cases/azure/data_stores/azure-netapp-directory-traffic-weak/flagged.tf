terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_netapp_account" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"

  active_directory {
    username               = "example"
    password               = random_password.example.result
    smb_server_name        = "SMB"
    dns_servers            = ["10.0.0.4"]
    domain                 = "example.com"
    aes_encryption_enabled = true
    ldap_signing_enabled   = true
  }
}
