resource "google_cloud_tasks_queue_iam_binding" "readers" {
  project  = "example-project"
  location = "europe-west1"
  name     = "orders"
  role     = "roles/viewer"
  members  = ["group:team@example.com", "allAuthenticatedUsers"]
}
