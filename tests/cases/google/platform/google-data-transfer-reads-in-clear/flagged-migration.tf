resource "google_database_migration_service_connection_profile" "orders" {
  connection_profile_id = "orders"
  postgresql {
    host     = "postgres.example.com"
    port     = 5432
    username = "reader"
    ssl {
      type = "NONE"
    }
  }
}
