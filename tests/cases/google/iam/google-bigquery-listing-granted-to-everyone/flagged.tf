resource "google_bigquery_analytics_hub_data_exchange_iam_member" "reader" {
  project          = "example-project"
  location         = "europe-west1"
  data_exchange_id = "orders"
  role             = "roles/viewer"
  member           = "allUsers"
}
