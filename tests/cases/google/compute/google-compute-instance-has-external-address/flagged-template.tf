resource "google_compute_region_instance_template" "web" {
  machine_type = "e2-small"
  region       = "europe-west1"
  disk {
    source_image = "debian-cloud/debian-12"
  }
  network_interface {
    network = "main"
    access_config {
      network_tier = "STANDARD"
    }
  }
}
