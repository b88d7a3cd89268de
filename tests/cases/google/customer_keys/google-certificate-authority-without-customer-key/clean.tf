resource "google_privateca_ca_pool" "example" {
  name = "orders"
  encryption_spec {
    cloud_kms_key = "projects/example-project/locations/europe-west1/keyRings/data/cryptoKeys/orders"
  }
}
