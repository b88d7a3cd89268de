resource "google_project" "app" {
  name                = "app"
  project_id          = "example-app"
  auto_create_network = false
}

resource "google_compute_instance" "web" {
  project      = google_project.app.project_id
  name         = "web"
  machine_type = "e2-small"
  zone         = "europe-west1-b"

  boot_disk {
    initialize_params {
      image = "debian-cloud/debian-12"
    }
  }

  network_interface {
    network = "default"
    access_config {}
  }
}
