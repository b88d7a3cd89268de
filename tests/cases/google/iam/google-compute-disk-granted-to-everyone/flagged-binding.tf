resource "google_compute_storage_pool_iam_binding" "readers" {
  project = "example-project"
  zone    = "europe-west1-b"
  name    = "orders"
  role    = "roles/compute.viewer"
  members = ["group:team@example.com", "allAuthenticatedUsers"]
}
