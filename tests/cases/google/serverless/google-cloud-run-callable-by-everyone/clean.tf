resource "google_cloud_run_v2_service" "web" {
  name     = "web"
  location = "europe-west1"
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
  member   = "serviceAccount:app@example-project.iam.gserviceaccount.com"
}
