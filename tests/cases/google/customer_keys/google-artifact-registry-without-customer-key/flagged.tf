resource "google_artifact_registry_repository" "example" {
  name = "orders"
}
