resource "google_biglake_iceberg_table_iam_binding" "readers" {
  project   = "example-project"
  catalog   = "orders"
  namespace = "orders"
  name      = "orders"
  role      = "roles/biglake.editor"
  members   = ["group:team@example.com", "allAuthenticatedUsers"]
}
