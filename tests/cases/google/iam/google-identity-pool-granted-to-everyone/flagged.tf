resource "google_iam_workforce_pool_iam_member" "reader" {
  location          = "europe-west1"
  workforce_pool_id = "orders"
  role              = "roles/iam.workforcePoolAdmin"
  member            = "allUsers"
}
