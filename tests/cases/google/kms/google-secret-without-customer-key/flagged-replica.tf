resource "google_secret_manager_secret" "token" {
  secret_id = "token"
  replication {
    user_managed {
      replicas {
        location = "europe-west1"
        customer_managed_encryption {
          kms_key_name = "projects/example-project/locations/eu/keyRings/data/cryptoKeys/sales"
        }
      }
      replicas {
        location = "europe-west4"
      }
    }
  }
}
