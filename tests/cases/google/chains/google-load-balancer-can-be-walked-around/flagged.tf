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

resource "google_cloud_run_v2_service_iam_member" "callers" {
  name     = google_cloud_run_v2_service.web.name
  location = "europe-west1"
  role     = "roles/run.invoker"
  member   = "allUsers"
}

resource "google_compute_region_network_endpoint_group" "web" {
  name                  = "web"
  region                = "europe-west1"
  network_endpoint_type = "SERVERLESS"

  cloud_run {
    service = google_cloud_run_v2_service.web.name
  }
}

resource "google_compute_backend_service" "web" {
  name                  = "web"
  load_balancing_scheme = "EXTERNAL_MANAGED"
  security_policy       = "example"

  backend {
    group = google_compute_region_network_endpoint_group.web.id
  }
}
