variable "key" {}

resource "google_dataform_repository" "example" {
  name         = "orders"
  kms_key_name = var.key
}
