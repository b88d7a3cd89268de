resource "google_data_fusion_instance" "example" {
  name = "orders"
  crypto_key_config {
    key_reference = "projects/example-project/locations/europe-west1/keyRings/data/cryptoKeys/orders"
  }
}
