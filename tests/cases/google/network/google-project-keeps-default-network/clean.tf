resource "google_project" "app" {
  name                = "app"
  project_id          = "example-app"
  auto_create_network = false
}
