resource "google_cloud_run_v2_service" "web" {
  name                 = "web"
  location             = "europe-west1"
  invoker_iam_disabled = true
  template {
    containers {
      image = "europe-docker.pkg.dev/example/web/web"
    }
  }
}
