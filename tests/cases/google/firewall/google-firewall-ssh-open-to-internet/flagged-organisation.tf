resource "google_compute_firewall_policy_rule" "login" {
  firewall_policy = "organisation"
  priority        = 1000
  direction       = "INGRESS"
  action          = "allow"
  match {
    src_network_context = "INTERNET"
    layer4_configs {
      ip_protocol = "tcp"
      ports       = ["22"]
    }
  }
}
