resource "google_app_engine_firewall_rule" "all" {
  priority     = 1000
  action       = "ALLOW"
  source_range = "*"
}
