variable "key" {}

resource "google_vertex_ai_endpoint" "example" {
  name = "orders"
  encryption_spec {
    kms_key_name = var.key
  }
}
