resource "google_access_context_manager_access_policy_iam_member" "reader" {
  name   = "orders"
  role   = "roles/accesscontextmanager.policyAdmin"
  member = "allUsers"
}
