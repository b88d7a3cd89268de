resource "google_container_cluster" "main" {
  name     = "main"
  location = "europe-west1"
  rbac_binding_config {
    enable_insecure_binding_system_authenticated = true
  }
}
