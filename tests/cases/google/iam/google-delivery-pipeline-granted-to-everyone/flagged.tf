resource "google_clouddeploy_delivery_pipeline_iam_member" "reader" {
  project  = "example-project"
  location = "europe-west1"
  name     = "orders"
  role     = "roles/viewer"
  member   = "allUsers"
}
