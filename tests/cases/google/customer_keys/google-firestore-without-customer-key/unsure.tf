variable "key" {}

resource "google_firestore_database" "example" {
  name = "orders"
  cmek_config {
    kms_key_name = var.key
  }
}
