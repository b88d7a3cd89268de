variable "network" {}

resource "google_vertex_ai_endpoint" "model" {
  name         = "model"
  display_name = "model"
  location     = "europe-west1"
  network      = var.network
}
