variable "private" {}

resource "google_workstations_workstation_cluster" "main" {
  workstation_cluster_id = "main"
  network                = "main"
  subnetwork             = "main"
  private_cluster_config {
    enable_private_endpoint = var.private
  }
}
