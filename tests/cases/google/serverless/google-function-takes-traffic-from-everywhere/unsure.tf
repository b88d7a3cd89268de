variable "ingress" {}

resource "google_cloudfunctions2_function" "hook" {
  name     = "hook"
  location = "europe-west1"
  service_config {
    ingress_settings = var.ingress
  }
}
