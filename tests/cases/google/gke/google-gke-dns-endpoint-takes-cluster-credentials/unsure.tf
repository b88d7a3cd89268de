variable "tokens" {}

resource "google_container_cluster" "main" {
  name     = "main"
  location = "europe-west1"
  control_plane_endpoints_config {
    dns_endpoint_config {
      allow_external_traffic    = true
      enable_k8s_tokens_via_dns = var.tokens
    }
  }
}
