resource "google_alloydb_cluster" "example" {
  name = "orders"
}
