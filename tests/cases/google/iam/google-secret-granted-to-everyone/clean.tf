resource "google_secret_manager_secret_iam_member" "reader" {
  project   = "example-project"
  secret_id = "orders"
  role      = "roles/secretmanager.secretAccessor"
  member    = "serviceAccount:reader@example-project.iam.gserviceaccount.com"
}
