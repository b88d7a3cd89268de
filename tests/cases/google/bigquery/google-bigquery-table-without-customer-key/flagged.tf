resource "google_bigquery_dataset" "sales" {
  dataset_id = "sales"
}

resource "google_bigquery_table" "orders" {
  dataset_id = google_bigquery_dataset.sales.dataset_id
  table_id   = "orders"
}
