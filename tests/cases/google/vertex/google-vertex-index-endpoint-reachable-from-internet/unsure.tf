variable "public" {}

resource "google_vertex_ai_index_endpoint" "index" {
  display_name            = "index"
  region                  = "europe-west1"
  public_endpoint_enabled = var.public
}
