resource "google_secret_manager_secret" "token" {
  secret_id = "token"
  replication {
    auto {
      customer_managed_encryption {
        kms_key_name = "projects/example-project/locations/eu/keyRings/data/cryptoKeys/sales"
      }
    }
  }
}
