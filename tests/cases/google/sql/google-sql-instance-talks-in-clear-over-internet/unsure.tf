variable "mode" {}

resource "google_sql_database_instance" "main" {
  name             = "main"
  database_version = "POSTGRES_16"
  settings {
    tier = "db-f1-micro"
    ip_configuration {
      ssl_mode = var.mode
      authorized_networks {
        name  = "office"
        value = "192.0.2.0/24"
      }
    }
  }
}
