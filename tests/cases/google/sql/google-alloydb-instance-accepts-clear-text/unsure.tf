variable "mode" {}

resource "google_alloydb_instance" "main" {
  cluster       = "projects/example-project/locations/europe-west1/clusters/main"
  instance_id   = "main"
  instance_type = "PRIMARY"
  client_connection_config {
    ssl_config {
      ssl_mode = var.mode
    }
  }
}
