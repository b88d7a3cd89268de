resource "google_iam_workload_identity_pool_iam_binding" "readers" {
  project                   = "example-project"
  workload_identity_pool_id = "orders"
  role                      = "roles/iam.workloadIdentityPoolViewer"
  members                   = ["group:team@example.com", "allAuthenticatedUsers"]
}
