variable "setting" {
  type = bool
}

resource "google_app_engine_application" "app" {
  project     = "example"
  location_id = "europe-west"

  iap {
    enabled              = var.setting
    oauth2_client_id     = "example"
    oauth2_client_secret = "example"
  }
}
