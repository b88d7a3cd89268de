resource "google_bigquery_routine_iam_binding" "readers" {
  project    = "example-project"
  dataset_id = "orders"
  routine_id = "orders"
  role       = "roles/bigquery.dataOwner"
  members    = ["group:team@example.com", "allAuthenticatedUsers"]
}
