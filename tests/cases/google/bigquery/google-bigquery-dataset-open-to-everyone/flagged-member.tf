resource "google_bigquery_dataset_access" "readers" {
  dataset_id = "sales"
  role       = "roles/bigquery.dataViewer"
  iam_member = "allUsers"
}
