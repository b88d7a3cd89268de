resource "google_compute_firewall" "in" {
  name          = "in"
  network       = "main"
  source_ranges = ["10.8.0.0/16"]
  allow {
    protocol = "tcp"
    ports    = ["3380-3390"]
  }
}
