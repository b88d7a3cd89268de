variable "key" {}

resource "google_secret_manager_secret" "token" {
  secret_id = "token"
  replication {
    auto {
      customer_managed_encryption {
        kms_key_name = var.key
      }
    }
  }
}
