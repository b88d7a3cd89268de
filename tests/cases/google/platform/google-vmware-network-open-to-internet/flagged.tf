resource "google_vmwareengine_external_access_rule" "in" {
  name              = "in"
  parent            = "projects/example-project/locations/europe-west1/networkPolicies/main"
  priority          = 100
  action            = "ALLOW"
  ip_protocol       = "TCP"
  source_ports      = ["0-65535"]
  destination_ports = ["443"]
  source_ip_ranges {
    ip_address_range = "0.0.0.0/0"
  }
  destination_ip_ranges {
    ip_address_range = "0.0.0.0/0"
  }
}
