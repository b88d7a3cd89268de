resource "google_vertex_ai_reasoning_engine_iam_binding" "readers" {
  project          = "example-project"
  region           = "europe-west1"
  reasoning_engine = "orders"
  role             = "roles/viewer"
  members          = ["group:team@example.com", "allAuthenticatedUsers"]
}
