resource "google_logging_log_view_iam_member" "reader" {
  parent   = "orders"
  location = "europe-west1"
  bucket   = "orders"
  name     = "orders"
  role     = "roles/logging.admin"
  member   = "allUsers"
}
