resource "google_bigtable_instance" "example" {
  name = "orders"
  cluster {
    kms_key_name = "projects/example-project/locations/europe-west1/keyRings/data/cryptoKeys/orders"
  }
}
