resource "google_compute_network_firewall_policy_with_rules" "main" {
  name = "main"
  rule {
    priority  = 1000
    direction = "INGRESS"
    action    = "allow"
    match {
      src_ip_ranges = ["0.0.0.0/0"]
      layer4_config {
        ip_protocol = "tcp"
        ports       = ["22"]
      }
    }
  }
}
