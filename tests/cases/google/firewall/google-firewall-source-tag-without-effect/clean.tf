resource "google_compute_firewall" "in" {
  name          = "in"
  network       = "main"
  source_ranges = ["10.8.0.0/16"]
  source_tags   = ["bastion"]
  allow {
    protocol = "tcp"
    ports    = ["22"]
  }
}
