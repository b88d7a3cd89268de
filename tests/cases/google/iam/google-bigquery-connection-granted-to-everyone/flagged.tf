resource "google_bigquery_connection_iam_member" "reader" {
  project       = "example-project"
  location      = "europe-west1"
  connection_id = "orders"
  role          = "roles/viewer"
  member        = "allUsers"
}
