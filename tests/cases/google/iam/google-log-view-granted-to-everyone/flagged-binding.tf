resource "google_logging_log_view_iam_binding" "readers" {
  parent   = "orders"
  location = "europe-west1"
  bucket   = "orders"
  name     = "orders"
  role     = "roles/logging.admin"
  members  = ["group:team@example.com", "allAuthenticatedUsers"]
}
