variable "key" {}

resource "google_dataflow_job" "example" {
  name         = "orders"
  kms_key_name = var.key
}
