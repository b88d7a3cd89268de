variable "key" {}

resource "google_bigquery_dataset" "sales" {
  dataset_id = "sales"
  default_encryption_configuration {
    kms_key_name = var.key
  }
}
