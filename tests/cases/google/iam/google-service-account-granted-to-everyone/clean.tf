resource "google_service_account_iam_member" "reader" {
  role   = "roles/viewer"
  member = "serviceAccount:reader@example-project.iam.gserviceaccount.com"
}
