resource "google_bigquery_connection" "example" {
  name = "orders"
}
