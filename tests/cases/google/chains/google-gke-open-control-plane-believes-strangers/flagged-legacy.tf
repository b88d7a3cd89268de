resource "google_container_cluster" "main" {
  name     = "main"
  location = "europe-west3"
  master_authorized_networks_config {
    cidr_blocks {
      cidr_block = "0.0.0.0/0"
    }
  }
  enable_legacy_abac = true
}
