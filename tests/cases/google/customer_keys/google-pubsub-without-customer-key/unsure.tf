variable "key" {}

resource "google_pubsub_topic" "example" {
  name         = "orders"
  kms_key_name = var.key
}
