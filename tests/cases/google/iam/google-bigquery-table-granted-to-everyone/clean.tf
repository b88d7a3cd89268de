resource "google_bigquery_table_iam_member" "reader" {
  project    = "example-project"
  dataset_id = "orders"
  table_id   = "orders"
  role       = "roles/bigquery.dataOwner"
  member     = "serviceAccount:reader@example-project.iam.gserviceaccount.com"
}
