resource "google_bigquery_dataset" "audit" {
  dataset_id = "audit"
  location   = "EU"
}

resource "google_logging_organization_sink" "audit" {
  name        = "audit"
  org_id      = "123456789012"
  destination = "bigquery.googleapis.com/${google_bigquery_dataset.audit.id}"
}

resource "google_bigquery_dataset_iam_member" "readers" {
  dataset_id = google_bigquery_dataset.audit.dataset_id
  role       = "roles/bigquery.dataViewer"
  member     = "allAuthenticatedUsers"
}
