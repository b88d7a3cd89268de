resource "google_container_cluster" "main" {
  name     = "main"
  location = "europe-west1"
  master_authorized_networks_config {
    gcp_public_cidrs_access_enabled = true
  }
}
