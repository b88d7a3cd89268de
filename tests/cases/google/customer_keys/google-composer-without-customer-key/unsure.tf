variable "key" {}

resource "google_composer_environment" "example" {
  name = "orders"
  config {
    encryption_config {
      kms_key_name = var.key
    }
  }
}
