resource "google_discovery_engine_data_store" "example" {
  name         = "orders"
  kms_key_name = "projects/example-project/locations/europe-west1/keyRings/data/cryptoKeys/orders"
}
