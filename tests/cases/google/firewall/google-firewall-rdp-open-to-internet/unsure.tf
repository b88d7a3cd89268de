variable "range" {}

resource "google_compute_firewall" "in" {
  name          = "in"
  network       = "main"
  source_ranges = [var.range]
  allow {
    protocol = "tcp"
    ports    = ["3380-3390"]
  }
}
