variable "anonymous" {}

resource "google_identity_platform_config" "app" {
  sign_in {
    anonymous {
      enabled = var.anonymous
    }
  }
}
