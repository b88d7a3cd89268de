resource "google_storage_bucket_iam_member" "readers" {
  bucket = "declared-elsewhere"
  role   = "roles/storage.objectViewer"
  member = "allUsers"
}
