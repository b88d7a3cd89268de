resource "google_storage_bucket" "data" {
  name                        = "example-data"
  location                    = "EU"
  uniform_bucket_level_access = true
}

resource "google_storage_object_acl" "report" {
  bucket         = google_storage_bucket.data.name
  object         = "report.csv"
  predefined_acl = "publicRead"
}
