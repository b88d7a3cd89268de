resource "google_cloud_run_v2_job_iam_member" "callers" {
  name     = "import"
  location = "europe-west1"
  role     = "roles/run.invoker"
  member   = "serviceAccount:app@example-project.iam.gserviceaccount.com"
}
