terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_container_app" "example" {
  name                         = "example"
  resource_group_name          = "example"
  container_app_environment_id = "example"
  revision_mode                = "Single"

  ingress {
    target_port = 80

    cors {
      allowed_origins = ["https://example.com"]
    }
  }
}
