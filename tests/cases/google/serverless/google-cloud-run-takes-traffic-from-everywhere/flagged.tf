resource "google_cloud_run_v2_service" "web" {
  name     = "web"
  location = "europe-west1"
  ingress  = "INGRESS_TRAFFIC_ALL"
  template {
    containers {
      image = "europe-docker.pkg.dev/example/web/web"
    }
  }
}
