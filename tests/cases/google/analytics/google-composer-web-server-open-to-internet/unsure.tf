variable "range" {}

resource "google_composer_environment" "jobs" {
  name   = "jobs"
  region = "europe-west1"
  config {
    web_server_network_access_control {
      allowed_ip_range {
        value = var.range
      }
    }
  }
}
