resource "google_healthcare_dataset" "example" {
  name = "orders"
  encryption_spec {
    kms_key_name = "projects/example-project/locations/europe-west1/keyRings/data/cryptoKeys/orders"
  }
}
