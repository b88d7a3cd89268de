resource "google_composer_environment" "example" {
  name = "orders"
  config {
    encryption_config {
      kms_key_name = "projects/example-project/locations/europe-west1/keyRings/data/cryptoKeys/orders"
    }
  }
}
