resource "google_pubsub_schema_iam_binding" "readers" {
  project = "example-project"
  schema  = "orders"
  role    = "roles/viewer"
  members = ["group:team@example.com", "allAuthenticatedUsers"]
}
