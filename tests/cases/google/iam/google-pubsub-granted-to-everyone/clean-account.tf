resource "google_service_account" "reader" {
  account_id = "reader"
}

resource "google_pubsub_topic_iam_member" "reader" {
  topic  = "orders"
  role   = "roles/pubsub.subscriber"
  member = google_service_account.reader.member
}
