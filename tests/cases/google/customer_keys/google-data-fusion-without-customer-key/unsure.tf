variable "key" {}

resource "google_data_fusion_instance" "example" {
  name = "orders"
  crypto_key_config {
    key_reference = var.key
  }
}
