resource "google_composer_environment" "jobs" {
  name   = "jobs"
  region = "europe-west1"
  config {
    master_authorized_networks_config {
      enabled = true
      cidr_blocks {
        cidr_block = "192.0.2.0/24"
      }
    }
  }
}
