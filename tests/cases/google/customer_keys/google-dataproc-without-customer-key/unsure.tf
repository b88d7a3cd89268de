variable "key" {}

resource "google_dataproc_cluster" "example" {
  name = "orders"
  cluster_config {
    encryption_config {
      kms_key_name = var.key
    }
  }
}
