resource "google_cloud_run_service" "web" {
  name     = "web"
  location = "europe-west1"
  metadata {
    annotations = {
      "run.googleapis.com/ingress" = "internal"
    }
  }
}

resource "google_cloud_run_service_iam_member" "callers" {
  service  = google_cloud_run_service.web.name
  location = "europe-west1"
  role     = "roles/run.invoker"
  member   = "allUsers"
}
