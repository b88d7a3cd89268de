resource "google_billing_account_iam_binding" "readers" {
  billing_account_id = "00AA00-000AAA-00AA0A"
  role               = "roles/billing.viewer"
  members            = ["group:team@example.com", "allAuthenticatedUsers"]
}
