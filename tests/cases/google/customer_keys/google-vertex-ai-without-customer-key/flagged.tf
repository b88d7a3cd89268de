resource "google_vertex_ai_endpoint" "example" {
  name = "orders"
}
