resource "google_data_catalog_taxonomy_iam_binding" "readers" {
  taxonomy = "orders"
  role     = "roles/viewer"
  members  = ["group:team@example.com", "allAuthenticatedUsers"]
}
