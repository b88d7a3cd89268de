variable "preference" {}

resource "google_compute_service_attachment" "api" {
  name                  = "api"
  region                = "europe-west1"
  connection_preference = var.preference
  enable_proxy_protocol = false
  nat_subnets           = ["nat"]
  target_service        = "api"
}
