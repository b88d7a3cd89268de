resource "google_compute_url_map" "web" {
  count           = 1
  name            = "web"
  default_service = "web"
}

resource "google_compute_target_http_proxy" "web" {
  name    = "web"
  url_map = join("", google_compute_url_map.web[*].self_link)
}

resource "google_compute_global_forwarding_rule" "web" {
  name                  = "web"
  target                = google_compute_target_http_proxy.web.id
  port_range            = "80"
  load_balancing_scheme = "EXTERNAL_MANAGED"
}
