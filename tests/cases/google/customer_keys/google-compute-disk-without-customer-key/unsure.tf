variable "key" {}

resource "google_compute_disk" "example" {
  name = "orders"
  disk_encryption_key {
    kms_key_self_link = var.key
  }
}
