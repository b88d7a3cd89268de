variable "key" {}

resource "google_sql_database_instance" "example" {
  name                = "orders"
  database_version    = "POSTGRES_16"
  encryption_key_name = var.key
}
