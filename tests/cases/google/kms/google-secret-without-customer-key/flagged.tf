resource "google_secret_manager_secret" "token" {
  secret_id = "token"
  replication {
    auto {

    }
  }
}
