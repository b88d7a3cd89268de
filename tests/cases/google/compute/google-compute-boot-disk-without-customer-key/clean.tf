resource "google_compute_instance" "web" {
  name         = "web"
  machine_type = "e2-small"
  zone         = "europe-west1-b"
  tags         = ["web"]

  boot_disk {
    initialize_params {
      image = "debian-cloud/debian-12"
    }
    kms_key_self_link = "projects/example-project/locations/eu/keyRings/data/cryptoKeys/sales"
  }
  network_interface {
    network = "main"
  }
}
