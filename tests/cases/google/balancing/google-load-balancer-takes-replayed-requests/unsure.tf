variable "early_data" {}

resource "google_compute_target_https_proxy" "web" {
  name             = "web"
  url_map          = "web"
  ssl_certificates = ["web"]
  tls_early_data   = var.early_data
}
