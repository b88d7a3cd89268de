variable "key" {}

resource "google_healthcare_dataset" "example" {
  name = "orders"
  encryption_spec {
    kms_key_name = var.key
  }
}
