variable "reader" {}

resource "google_bigquery_datapolicy_data_policy_iam_member" "reader" {
  project        = "example-project"
  location       = "europe-west1"
  data_policy_id = "orders"
  role           = "roles/viewer"
  member         = var.reader
}
