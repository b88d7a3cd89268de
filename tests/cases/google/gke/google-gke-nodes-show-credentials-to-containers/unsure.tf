variable "mode" {}

resource "google_container_node_pool" "main" {
  cluster = "main"
  node_config {
    workload_metadata_config {
      mode = var.mode
    }
  }
}
