resource "google_pubsub_topic_iam_member" "reader" {
  project = "example-project"
  topic   = "orders"
  role    = "roles/viewer"
  member  = "allUsers"
}
