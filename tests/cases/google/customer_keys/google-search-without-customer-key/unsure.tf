variable "key" {}

resource "google_discovery_engine_data_store" "example" {
  name         = "orders"
  kms_key_name = var.key
}
