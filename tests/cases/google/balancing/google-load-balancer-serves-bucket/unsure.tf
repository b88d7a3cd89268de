variable "setting" {
  type = string
}

resource "google_compute_backend_bucket" "site" {
  name                  = "site"
  bucket_name           = "example-site"
  load_balancing_scheme = var.setting
}
