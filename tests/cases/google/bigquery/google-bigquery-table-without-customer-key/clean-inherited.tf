resource "google_bigquery_dataset" "sales" {
  dataset_id = "sales"
  default_encryption_configuration {
    kms_key_name = "projects/example-project/locations/eu/keyRings/data/cryptoKeys/sales"
  }
}

resource "google_bigquery_table" "orders" {
  dataset_id = google_bigquery_dataset.sales.dataset_id
  table_id   = "orders"
}
