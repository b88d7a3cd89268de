resource "google_vertex_ai_endpoint_iam_member" "reader" {
  project  = "example-project"
  location = "europe-west1"
  endpoint = "orders"
  role     = "roles/viewer"
  member   = "allUsers"
}
