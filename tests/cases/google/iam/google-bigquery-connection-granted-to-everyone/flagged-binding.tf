resource "google_bigquery_connection_iam_binding" "readers" {
  project       = "example-project"
  location      = "europe-west1"
  connection_id = "orders"
  role          = "roles/viewer"
  members       = ["group:team@example.com", "allAuthenticatedUsers"]
}
