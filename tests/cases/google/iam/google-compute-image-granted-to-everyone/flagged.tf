resource "google_compute_image_iam_member" "reader" {
  project = "example-project"
  image   = "orders"
  role    = "roles/compute.imageUser"
  member  = "allUsers"
}
