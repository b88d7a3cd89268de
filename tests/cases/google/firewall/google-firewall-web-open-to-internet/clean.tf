resource "google_compute_firewall" "in" {
  name          = "in"
  network       = "main"
  source_ranges = ["130.211.0.0/22", "35.191.0.0/16"]
  allow {
    protocol = "tcp"
    ports    = ["80", "443"]
  }
}
