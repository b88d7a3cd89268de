resource "google_cloudfunctions_function" "hook" {
  name         = "hook"
  runtime      = "python312"
  trigger_http = true
}

resource "google_cloudfunctions_function_iam_member" "callers" {
  cloud_function = google_cloudfunctions_function.hook.name
  role           = "roles/cloudfunctions.invoker"
  member         = "serviceAccount:app@example-project.iam.gserviceaccount.com"
}
