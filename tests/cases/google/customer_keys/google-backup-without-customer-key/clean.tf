resource "google_backup_dr_backup_vault" "example" {
  name = "orders"
  encryption_config {
    kms_key_name = "projects/example-project/locations/europe-west1/keyRings/data/cryptoKeys/orders"
  }
}
