variable "ingress" {}

resource "google_cloud_run_v2_service" "web" {
  name     = "web"
  location = "europe-west1"
  ingress  = var.ingress
  template {
    containers {
      image = "europe-docker.pkg.dev/example/web/web"
    }
  }
}
