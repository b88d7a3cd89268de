variable "ingress" {}

resource "google_app_engine_service_network_settings" "web" {
  service = "web"
  network_settings {
    ingress_traffic_allowed = var.ingress
  }
}
