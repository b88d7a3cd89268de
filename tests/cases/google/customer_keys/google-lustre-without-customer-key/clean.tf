resource "google_lustre_instance" "example" {
  name    = "orders"
  kms_key = "projects/example-project/locations/europe-west1/keyRings/data/cryptoKeys/orders"
}
