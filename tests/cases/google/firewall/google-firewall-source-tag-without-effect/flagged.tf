resource "google_compute_firewall" "in" {
  name          = "in"
  network       = "main"
  source_ranges = ["0.0.0.0/0"]
  source_tags   = ["bastion"]
  allow {
    protocol = "tcp"
    ports    = ["22"]
  }
}
