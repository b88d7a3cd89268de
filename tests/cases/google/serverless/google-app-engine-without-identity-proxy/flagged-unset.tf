resource "google_app_engine_application" "app" {
  project     = "example"
  location_id = "europe-west"
}
