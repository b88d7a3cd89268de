variable "forward" {}

resource "google_compute_instance" "web" {
  name           = "web"
  machine_type   = "e2-small"
  zone           = "europe-west1-b"
  tags           = ["web"]
  can_ip_forward = var.forward

  boot_disk {
    initialize_params {
      image = "debian-cloud/debian-12"
    }
  }
  network_interface {
    network = "main"
  }
}
