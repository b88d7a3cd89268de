variable "key" {}

resource "google_looker_instance" "example" {
  name = "orders"
  encryption_config {
    kms_key_name = var.key
  }
}
