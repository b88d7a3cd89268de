resource "google_container_registry" "images" {
  location = "EU"
}

resource "google_storage_bucket_iam_member" "readers" {
  bucket = google_container_registry.images.id
  role   = "roles/storage.objectViewer"
  member = "allUsers"
}
