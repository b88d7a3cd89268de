variable "key" {}

resource "google_alloydb_cluster" "example" {
  name = "orders"
  encryption_config {
    kms_key_name = var.key
  }
}
