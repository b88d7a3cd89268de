variable "key" {}

resource "google_lustre_instance" "example" {
  name    = "orders"
  kms_key = var.key
}
