resource "google_container_node_pool" "main" {
  cluster = "main"
  network_config {
    enable_private_nodes = false
  }
}
