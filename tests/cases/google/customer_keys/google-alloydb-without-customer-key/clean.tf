resource "google_alloydb_cluster" "example" {
  name = "orders"
  encryption_config {
    kms_key_name = "projects/example-project/locations/europe-west1/keyRings/data/cryptoKeys/orders"
  }
}
