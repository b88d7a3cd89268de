resource "google_vertex_ai_endpoint" "model" {
  name         = "model"
  display_name = "model"
  location     = "europe-west1"
  private_service_connect_config {
    enable_private_service_connect = true
  }
}
