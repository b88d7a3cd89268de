resource "google_bigquery_dataset" "audit" {
  dataset_id = "audit"
  location   = "EU"
  access {
    role          = "READER"
    special_group = "allAuthenticatedUsers"
  }
}

resource "google_logging_project_sink" "audit" {
  name        = "audit"
  destination = "bigquery.googleapis.com/projects/example/datasets/audit"
}
