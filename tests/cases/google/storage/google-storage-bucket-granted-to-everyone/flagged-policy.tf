resource "google_storage_bucket" "data" {
  name     = "example-data"
  location = "EU"
}

data "google_iam_policy" "readers" {
  binding {
    role    = "roles/storage.objectViewer"
    members = ["allAuthenticatedUsers"]
  }
}

resource "google_storage_bucket_iam_policy" "readers" {
  bucket      = google_storage_bucket.data.name
  policy_data = data.google_iam_policy.readers.policy_data
}
