resource "google_gke_hub_feature_iam_member" "reader" {
  project  = "example-project"
  location = "europe-west1"
  name     = "orders"
  role     = "roles/viewer"
  member   = "serviceAccount:reader@example-project.iam.gserviceaccount.com"
}
