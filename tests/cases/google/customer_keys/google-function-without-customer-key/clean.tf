resource "google_cloudfunctions_function" "example" {
  name         = "orders"
  kms_key_name = "projects/example-project/locations/europe-west1/keyRings/data/cryptoKeys/orders"
}
