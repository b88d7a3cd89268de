variable "key" {}

resource "google_cloudfunctions_function" "example" {
  name         = "orders"
  kms_key_name = var.key
}
