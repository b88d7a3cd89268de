resource "google_compute_image" "example" {
  name = "orders"
  image_encryption_key {
    kms_key_self_link = "projects/example-project/locations/europe-west1/keyRings/data/cryptoKeys/orders"
  }
}
