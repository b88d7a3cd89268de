variable "key" {}

resource "google_logging_project_bucket_config" "example" {
  name = "orders"
  cmek_settings {
    kms_key_name = var.key
  }
}
