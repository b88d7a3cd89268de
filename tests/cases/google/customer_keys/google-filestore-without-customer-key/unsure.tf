variable "key" {}

resource "google_filestore_instance" "example" {
  name         = "orders"
  kms_key_name = var.key
}
