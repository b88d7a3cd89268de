resource "google_bigquery_dataset" "logs" {
  dataset_id = "logs"

}
