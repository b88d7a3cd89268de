resource "google_compute_firewall" "in" {
  name          = "in"
  network       = "main"
  source_ranges = ["::/0"]
  allow {
    protocol = "tcp"
    ports    = ["20-25"]
  }
}
