terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_container_group" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  os_type             = "Linux"

  container {
    name   = "web"
    image  = "nginx"
    cpu    = 1
    memory = 1
    environment_variables = {
      DB_PASSWORD = "correct-horse"
    }
  }
}
