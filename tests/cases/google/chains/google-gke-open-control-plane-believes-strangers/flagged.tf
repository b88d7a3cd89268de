resource "google_container_cluster" "main" {
  name     = "main"
  location = "europe-west3"
  rbac_binding_config {
    enable_insecure_binding_system_unauthenticated = true
    enable_insecure_binding_system_authenticated   = false
  }
}
