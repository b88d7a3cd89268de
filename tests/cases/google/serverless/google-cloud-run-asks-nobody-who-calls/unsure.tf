variable "open" {}

resource "google_cloud_run_v2_service" "web" {
  name                 = "web"
  location             = "europe-west1"
  invoker_iam_disabled = var.open
  template {
    containers {
      image = "europe-docker.pkg.dev/example/web/web"
    }
  }
}
