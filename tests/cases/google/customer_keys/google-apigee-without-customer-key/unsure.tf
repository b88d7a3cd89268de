variable "key" {}

resource "google_apigee_instance" "example" {
  name                     = "orders"
  disk_encryption_key_name = var.key
}
