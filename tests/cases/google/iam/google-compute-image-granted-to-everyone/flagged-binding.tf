resource "google_compute_image_iam_binding" "readers" {
  project = "example-project"
  image   = "orders"
  role    = "roles/compute.imageUser"
  members = ["group:team@example.com", "allAuthenticatedUsers"]
}
