resource "google_service_account_iam_binding" "readers" {
  role    = "roles/viewer"
  members = ["group:team@example.com", "allAuthenticatedUsers"]
}
