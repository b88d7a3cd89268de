terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

variable "strict" {
  type = bool
}

resource "azurerm_data_factory_linked_service_azure_blob_storage" "example" {
  name              = "example"
  data_factory_id   = "/subscriptions/0/factories/example"
  connection_string = var.strict ? "DefaultEndpointsProtocol=https;AccountName=example;AccountKey=c2VjcmV0" : "DefaultEndpointsProtocol=https;AccountName=example"
}
