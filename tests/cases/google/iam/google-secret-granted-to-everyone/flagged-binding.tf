resource "google_secret_manager_regional_secret_iam_binding" "readers" {
  project   = "example-project"
  location  = "europe-west1"
  secret_id = "orders"
  role      = "roles/secretmanager.secretAccessor"
  members   = ["group:team@example.com", "allAuthenticatedUsers"]
}
