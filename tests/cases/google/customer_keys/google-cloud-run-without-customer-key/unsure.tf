variable "key" {}

resource "google_cloud_run_v2_service" "example" {
  name = "orders"
  template {
    encryption_key = var.key
  }
}
