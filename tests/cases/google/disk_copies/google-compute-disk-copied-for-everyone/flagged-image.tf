resource "google_compute_instance" "shop" {
  name         = "shop"
  machine_type = "e2-small"
  zone         = "europe-west3-a"
  boot_disk {
    source = "shop"
  }
  network_interface {
    subnetwork = "private"
  }
}

resource "google_compute_machine_image" "shop" {
  provider        = google-beta
  name            = "shop-image"
  source_instance = google_compute_instance.shop.self_link
}

resource "google_compute_machine_image_iam_binding" "readers" {
  provider      = google-beta
  machine_image = google_compute_machine_image.shop.name
  role          = "roles/compute.admin"
  members       = ["allAuthenticatedUsers"]
}
