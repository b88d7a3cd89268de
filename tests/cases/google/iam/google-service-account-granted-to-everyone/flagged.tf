resource "google_service_account_iam_member" "reader" {
  role   = "roles/viewer"
  member = "allUsers"
}
