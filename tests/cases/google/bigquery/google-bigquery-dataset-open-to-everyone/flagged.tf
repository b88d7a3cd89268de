resource "google_bigquery_dataset" "sales" {
  dataset_id = "sales"
  access {
    role          = "OWNER"
    user_by_email = "owner@example.com"
  }
  access {
    role          = "READER"
    special_group = "allAuthenticatedUsers"
  }
}
