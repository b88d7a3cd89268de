variable "range" {}

resource "google_compute_firewall" "in" {
  name          = "in"
  network       = "main"
  source_ranges = [var.range]
  source_tags   = ["bastion"]
  allow {
    protocol = "tcp"
    ports    = ["22"]
  }
}
