resource "google_bigquery_table_iam_binding" "readers" {
  project    = "example-project"
  dataset_id = "orders"
  table_id   = "orders"
  role       = "roles/bigquery.dataOwner"
  members    = ["group:team@example.com", "allAuthenticatedUsers"]
}
