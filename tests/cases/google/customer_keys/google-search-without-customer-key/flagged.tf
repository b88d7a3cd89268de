resource "google_discovery_engine_data_store" "example" {
  name = "orders"
}
