terraform {
  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "~> 5.0"
    }
  }
}

resource "google_sql_database_instance" "main" {
  name             = "main"
  database_version = "POSTGRES_11"
  settings {
    tier = "db-f1-micro"
    ip_configuration {
      ipv4_enabled = false
      require_ssl  = true
    }
  }
}
