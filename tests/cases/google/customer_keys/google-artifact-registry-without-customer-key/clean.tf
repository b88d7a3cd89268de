resource "google_artifact_registry_repository" "example" {
  name         = "orders"
  kms_key_name = "projects/example-project/locations/europe-west1/keyRings/data/cryptoKeys/orders"
}
