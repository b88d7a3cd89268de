variable "key" {}

resource "google_bigtable_instance" "example" {
  name = "orders"
  cluster {
    kms_key_name = var.key
  }
}
