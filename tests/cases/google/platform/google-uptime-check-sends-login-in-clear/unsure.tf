variable "tls" {}

resource "google_monitoring_uptime_check_config" "orders" {
  display_name = "orders"
  timeout      = "10s"
  http_check {
    path    = "/health"
    use_ssl = var.tls
    auth_info {
      username = "probe"
      password = "changed-at-first-use"
    }
  }
}
