resource "google_spanner_instance_iam_member" "reader" {
  instance = "your-instance-name"
  role     = "roles/spanner.databaseAdmin"
  member   = "serviceAccount:reader@example-project.iam.gserviceaccount.com"
}
