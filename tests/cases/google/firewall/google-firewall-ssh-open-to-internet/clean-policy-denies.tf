resource "google_compute_firewall_policy_rule" "login" {
  firewall_policy = "organisation"
  priority        = 1000
  direction       = "INGRESS"
  action          = "deny"
  match {
    src_ip_ranges = ["0.0.0.0/0"]
    layer4_configs {
      ip_protocol = "tcp"
      ports       = ["22"]
    }
  }
}
