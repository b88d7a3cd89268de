variable "key" {}

resource "google_datastream_stream" "example" {
  name                            = "orders"
  customer_managed_encryption_key = var.key
}
