resource "google_compute_disk" "orders" {
  name = "orders"
  zone = "europe-west3-a"
}

resource "google_compute_snapshot" "orders" {
  name        = "orders-snapshot"
  source_disk = google_compute_disk.orders.id
  zone        = "europe-west3-a"
}

resource "google_compute_snapshot_iam_member" "readers" {
  name   = google_compute_snapshot.orders.name
  role   = "roles/compute.storageAdmin"
  member = "allAuthenticatedUsers"
}
