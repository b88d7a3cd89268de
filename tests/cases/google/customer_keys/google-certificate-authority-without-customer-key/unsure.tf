variable "key" {}

resource "google_privateca_ca_pool" "example" {
  name = "orders"
  encryption_spec {
    cloud_kms_key = var.key
  }
}
