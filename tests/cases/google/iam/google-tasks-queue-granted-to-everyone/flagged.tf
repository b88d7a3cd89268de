resource "google_cloud_tasks_queue_iam_member" "reader" {
  project  = "example-project"
  location = "europe-west1"
  name     = "orders"
  role     = "roles/viewer"
  member   = "allUsers"
}
