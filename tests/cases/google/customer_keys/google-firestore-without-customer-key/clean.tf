resource "google_firestore_database" "example" {
  name = "orders"
  cmek_config {
    kms_key_name = "projects/example-project/locations/europe-west1/keyRings/data/cryptoKeys/orders"
  }
}
