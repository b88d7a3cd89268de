terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

resource "azurerm_hdinsight_kafka_cluster" "example" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  cluster_version     = "5.1"
  tier                = "Standard"
}
