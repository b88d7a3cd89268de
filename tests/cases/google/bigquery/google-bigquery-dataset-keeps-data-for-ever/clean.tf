resource "google_bigquery_dataset" "logs" {
  dataset_id                  = "logs"
  default_table_expiration_ms = 2592000000
}
