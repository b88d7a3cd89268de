resource "google_bigquery_dataset_iam_member" "reader" {
  dataset_id = "orders"
  role       = "roles/bigquery.dataEditor"
  member     = "allUsers"
}
