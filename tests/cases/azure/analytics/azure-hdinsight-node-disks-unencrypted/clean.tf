terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_hdinsight_spark_cluster" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  cluster_version     = "4.0"
  tier                = "Standard"

  disk_encryption {
    encryption_at_host_enabled = true
  }
}
