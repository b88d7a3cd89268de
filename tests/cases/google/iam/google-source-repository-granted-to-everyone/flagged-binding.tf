resource "google_gemini_repository_group_iam_binding" "readers" {
  project               = "example-project"
  location              = "europe-west1"
  code_repository_index = "orders"
  repository_group_id   = "orders"
  role                  = "roles/cloudaicompanion.repositoryGroupsUser"
  members               = ["group:team@example.com", "allAuthenticatedUsers"]
}
