resource "google_sql_database_instance" "main" {
  name             = "main"
  database_version = "MYSQL_8_0"
}

resource "google_sql_user" "app" {
  name     = "app"
  instance = google_sql_database_instance.main.name
  host     = "%"
}
