resource "google_service_directory_service_iam_binding" "readers" {
  name    = "orders"
  role    = "roles/viewer"
  members = ["group:team@example.com", "allAuthenticatedUsers"]
}
