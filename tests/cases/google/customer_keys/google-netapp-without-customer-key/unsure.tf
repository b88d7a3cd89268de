variable "key" {}

resource "google_netapp_storage_pool" "example" {
  name       = "orders"
  kms_config = var.key
}
