resource "google_bigquery_analytics_hub_listing_iam_binding" "readers" {
  project          = "example-project"
  location         = "europe-west1"
  data_exchange_id = "orders"
  listing_id       = "orders"
  role             = "roles/viewer"
  members          = ["group:team@example.com", "allAuthenticatedUsers"]
}
