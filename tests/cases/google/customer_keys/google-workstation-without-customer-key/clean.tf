resource "google_workstations_workstation_config" "example" {
  name = "orders"
  encryption_key {
    kms_key = "projects/example-project/locations/europe-west1/keyRings/data/cryptoKeys/orders"
  }
}
