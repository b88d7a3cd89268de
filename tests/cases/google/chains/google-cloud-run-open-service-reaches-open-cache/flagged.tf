resource "google_compute_network" "net" {
  name = "net"
}

resource "google_redis_instance" "cache" {
  name               = "cache"
  memory_size_gb     = 1
  authorized_network = google_compute_network.net.id
  auth_enabled       = false
}

resource "google_cloud_run_v2_service" "web" {
  name     = "web"
  location = "europe-west1"

  template {
    containers {
      image = "europe-docker.pkg.dev/example/web/web"
    }

    vpc_access {
      network_interfaces {
        network = google_compute_network.net.id
      }
    }
  }
}

resource "google_cloud_run_v2_service_iam_member" "callers" {
  name     = google_cloud_run_v2_service.web.name
  location = "europe-west1"
  role     = "roles/run.invoker"
  member   = "allUsers"
}
