resource "google_app_engine_application" "app" {
  project     = "example"
  location_id = "europe-west"

  iap {
    enabled              = true
    oauth2_client_id     = "example"
    oauth2_client_secret = "example"
  }
}
