variable "key" {}

resource "google_document_ai_processor" "example" {
  name         = "orders"
  kms_key_name = var.key
}
