variable "profile_name" {}

resource "google_compute_ssl_policy" "web" {
  name            = "web"
  profile         = var.profile_name
  min_tls_version = "TLS_1_2"
}
