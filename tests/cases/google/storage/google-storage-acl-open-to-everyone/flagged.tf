resource "google_storage_bucket" "data" {
  name     = "example-data"
  location = "EU"
}

resource "google_storage_bucket_acl" "data" {
  bucket      = google_storage_bucket.data.name
  role_entity = ["OWNER:user-owner@example.com", "READER:allUsers"]
}
