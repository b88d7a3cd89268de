variable "addresses" {}

resource "google_compute_instance" "web" {
  name         = "web"
  machine_type = "e2-small"
  zone         = "europe-west1-b"
  tags         = ["web"]

  boot_disk {
    initialize_params {
      image = "debian-cloud/debian-12"
    }
  }
  network_interface {
    network = "main"
    dynamic "access_config" {
      for_each = var.addresses
      content {
        nat_ip = access_config.value
      }
    }
  }
}
