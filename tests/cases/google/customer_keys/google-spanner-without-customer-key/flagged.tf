resource "google_spanner_database" "example" {
  name = "orders"
}
