resource "google_scc_v2_organization_source_iam_binding" "readers" {
  source  = "orders"
  role    = "roles/viewer"
  members = ["group:team@example.com", "allAuthenticatedUsers"]
}
