resource "google_composer_environment" "jobs" {
  name   = "jobs"
  region = "europe-west1"
  config {
    private_environment_config {
      enable_private_endpoint = true
    }
  }
}
