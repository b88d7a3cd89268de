resource "google_container_cluster" "main" {
  name     = "main"
  location = "europe-west1"
  control_plane_endpoints_config {
    ip_endpoints_config {
      enabled = false
    }
  }
}
