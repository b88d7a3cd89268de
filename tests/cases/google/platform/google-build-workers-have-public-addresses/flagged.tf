resource "google_cloudbuild_worker_pool" "builds" {
  name     = "builds"
  location = "europe-west1"
  worker_config {
    disk_size_gb   = 100
    no_external_ip = false
  }
}
