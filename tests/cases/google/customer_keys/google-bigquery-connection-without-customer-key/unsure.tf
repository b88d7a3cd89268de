variable "key" {}

resource "google_bigquery_connection" "example" {
  name         = "orders"
  kms_key_name = var.key
}
