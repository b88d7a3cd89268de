terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_batch_account" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"

  network_profile {
    account_access {
      default_action = "Allow"
    }
  }
}
