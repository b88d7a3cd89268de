resource "google_container_node_pool" "main" {
  cluster = "main"
}
