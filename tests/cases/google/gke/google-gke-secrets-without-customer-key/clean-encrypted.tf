resource "google_container_cluster" "main" {
  name     = "main"
  location = "europe-west1"
  database_encryption {
    state    = "ENCRYPTED"
    key_name = "projects/example-project/locations/eu/keyRings/data/cryptoKeys/sales"
  }
}
