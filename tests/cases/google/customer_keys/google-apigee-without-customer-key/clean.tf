resource "google_apigee_instance" "example" {
  name                     = "orders"
  disk_encryption_key_name = "projects/example-project/locations/europe-west1/keyRings/data/cryptoKeys/orders"
}
