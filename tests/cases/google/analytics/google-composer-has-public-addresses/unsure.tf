variable "private" {}

resource "google_composer_environment" "jobs" {
  name   = "jobs"
  region = "europe-west1"
  config {
    enable_private_environment = var.private
  }
}
