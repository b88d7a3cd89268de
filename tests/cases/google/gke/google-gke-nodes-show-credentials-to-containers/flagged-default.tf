resource "google_container_node_pool" "main" {
  cluster = "main"
  node_config {
    machine_type = "e2-medium"
  }
}
