resource "google_compute_disk" "example" {
  name = "orders"
  disk_encryption_key {
    kms_key_self_link = "projects/example-project/locations/europe-west1/keyRings/data/cryptoKeys/orders"
  }
}
