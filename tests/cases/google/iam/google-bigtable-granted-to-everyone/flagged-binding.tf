resource "google_bigtable_table_iam_binding" "readers" {
  table         = "your-bigtable-table"
  instance_name = "your-bigtable-instance"
  role          = "roles/bigtable.user"
  members       = ["group:team@example.com", "allAuthenticatedUsers"]
}
