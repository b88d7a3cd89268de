resource "google_project_iam_member" "reader" {
  project = "your-project-id"
  role    = "roles/editor"
  member  = "serviceAccount:reader@example-project.iam.gserviceaccount.com"
}
