variable "key" {}

resource "google_spanner_database" "example" {
  name = "orders"
  encryption_config {
    kms_key_name = var.key
  }
}
