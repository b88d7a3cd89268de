resource "google_cloudfunctions2_function" "hook" {
  name     = "hook"
  location = "europe-west1"
}

resource "google_cloud_run_service_iam_member" "callers" {
  service  = google_cloudfunctions2_function.hook.name
  location = "europe-west1"
  role     = "roles/run.invoker"
  member   = "allUsers"
}
