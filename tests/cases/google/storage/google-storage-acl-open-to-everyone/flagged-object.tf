resource "google_storage_bucket" "data" {
  name     = "example-data"
  location = "EU"
}

resource "google_storage_object_access_control" "report" {
  bucket = google_storage_bucket.data.name
  object = "report.csv"
  role   = "READER"
  entity = "allUsers"
}
