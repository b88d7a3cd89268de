resource "google_sql_database_instance" "main" {
  name             = "main"
  database_version = "POSTGRES_16"
}
