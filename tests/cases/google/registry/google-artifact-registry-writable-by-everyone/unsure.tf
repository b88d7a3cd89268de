variable "user" {}

resource "google_artifact_registry_repository_iam_member" "users" {
  repository = "images"
  location   = "europe-west1"
  role       = "roles/artifactregistry.writer"
  member     = var.user
}
