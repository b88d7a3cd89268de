resource "google_spanner_backup_schedule" "daily" {
  instance           = "example"
  database           = "example"
  name               = "daily"
  retention_duration = "604800s"

  encryption_config {
    encryption_type = "USE_DATABASE_ENCRYPTION"
  }

  full_backup_spec {}
}
