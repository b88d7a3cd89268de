resource "google_healthcare_consent_store_iam_binding" "readers" {
  dataset          = "orders"
  consent_store_id = "orders"
  role             = "roles/viewer"
  members          = ["group:team@example.com", "allAuthenticatedUsers"]
}
