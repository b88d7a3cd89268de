resource "google_container_cluster" "main" {
  name     = "main"
  location = "europe-west3"
  master_authorized_networks_config {
    cidr_blocks {
      cidr_block = "10.20.0.0/16"
    }
  }
  rbac_binding_config {
    enable_insecure_binding_system_unauthenticated = true
    enable_insecure_binding_system_authenticated   = false
  }
}
