variable "key" {}

resource "google_managed_kafka_cluster" "example" {
  name = "orders"
  gcp_config {
    kms_key = var.key
  }
}
