variable "key" {}

resource "google_compute_image" "example" {
  name = "orders"
  image_encryption_key {
    kms_key_self_link = var.key
  }
}
