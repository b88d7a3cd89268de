resource "google_compute_project_metadata" "all" {
  metadata = {
    serial-port-enable = "0"
  }
}
