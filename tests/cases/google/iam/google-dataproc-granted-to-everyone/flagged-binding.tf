resource "google_dataproc_metastore_table_iam_binding" "readers" {
  project     = "example-project"
  location    = "europe-west1"
  service_id  = "orders"
  database_id = "orders"
  table       = "orders"
  role        = "roles/viewer"
  members     = ["group:team@example.com", "allAuthenticatedUsers"]
}
