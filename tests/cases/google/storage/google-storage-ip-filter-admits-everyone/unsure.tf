variable "range" {}

resource "google_storage_bucket" "data" {
  name     = "example-data"
  location = "EU"

  ip_filter {
    mode = "Enabled"
    public_network_source {
      allowed_ip_cidr_ranges = [var.range]
    }
  }
}
