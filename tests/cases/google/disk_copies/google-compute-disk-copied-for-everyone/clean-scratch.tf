resource "google_compute_image" "base" {
  name = "base"
  raw_disk {
    source = "https://storage.googleapis.com/example-images/base.tar.gz"
  }
}

resource "google_compute_image_iam_member" "users" {
  image  = google_compute_image.base.name
  role   = "roles/compute.imageUser"
  member = "allAuthenticatedUsers"
}
