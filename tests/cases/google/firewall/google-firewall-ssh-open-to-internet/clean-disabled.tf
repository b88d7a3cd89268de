resource "google_compute_firewall" "in" {
  name          = "in"
  network       = "main"
  source_ranges = ["0.0.0.0/0"]
  disabled      = true
  allow {
    protocol = "tcp"
    ports    = ["22"]
  }
}
