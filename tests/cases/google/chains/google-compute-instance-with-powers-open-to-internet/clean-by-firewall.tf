resource "google_service_account" "web" {
  account_id = "web"
}

resource "google_project_iam_member" "web" {
  project = "example"
  role    = "roles/editor"
  member  = "serviceAccount:${google_service_account.web.email}"
}

resource "google_compute_network" "net" {
  name                    = "net"
  auto_create_subnetworks = true
}

resource "google_compute_firewall" "ssh" {
  name          = "ssh"
  network       = google_compute_network.net.name
  source_ranges = ["203.0.113.0/24"]

  allow {
    protocol = "tcp"
    ports    = ["22"]
  }
}

resource "google_compute_instance" "web" {
  name         = "web"
  machine_type = "e2-small"
  zone         = "europe-west1-b"

  boot_disk {
    initialize_params {
      image = "debian-cloud/debian-12"
    }
  }

  network_interface {
    network = google_compute_network.net.name
    access_config {}
  }

  service_account {
    email  = google_service_account.web.email
    scopes = ["cloud-platform"]
  }
}
