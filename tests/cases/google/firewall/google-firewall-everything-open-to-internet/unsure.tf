variable "range" {}

resource "google_compute_firewall" "in" {
  name          = "in"
  network       = "main"
  source_ranges = [var.range]
  allow {
    protocol = "all"
  }
}
