resource "google_data_fusion_instance_iam_binding" "readers" {
  project = "example-project"
  region  = "europe-west1"
  name    = "orders"
  role    = "roles/viewer"
  members = ["group:team@example.com", "allAuthenticatedUsers"]
}
