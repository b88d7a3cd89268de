data "google_iam_policy" "readers" {
  binding {
    role    = "roles/viewer"
    members = ["allUsers"]
  }
}

resource "google_pubsub_topic_iam_policy" "readers" {
  project     = "example-project"
  topic       = "orders"
  policy_data = data.google_iam_policy.readers.policy_data
}
