resource "google_compute_subnetwork" "main" {
  name                     = "main"
  network                  = "main"
  ip_cidr_range            = "10.8.0.0/16"
  region                   = "europe-west1"
  private_ip_google_access = true
}
