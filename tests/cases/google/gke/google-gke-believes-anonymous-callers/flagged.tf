resource "google_container_cluster" "main" {
  name     = "main"
  location = "europe-west1"
  anonymous_authentication_config {
    mode = "ENABLED"
  }
}
