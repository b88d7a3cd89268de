resource "google_kms_ekm_connection_iam_member" "app" {
  project  = "example-project"
  location = "europe-west1"
  name     = "vault"
  role     = "roles/viewer"
  member   = "serviceAccount:app@example-project.iam.gserviceaccount.com"
}
