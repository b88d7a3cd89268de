variable "key" {}

resource "google_storage_bucket" "data" {
  name     = "example-data"
  location = "EU"
  encryption {
    default_kms_key_name = var.key
  }
}
