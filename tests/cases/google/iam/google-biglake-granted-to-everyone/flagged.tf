resource "google_biglake_hive_catalog_iam_member" "reader" {
  project = "example-project"
  name    = "orders"
  role    = "roles/biglake.editor"
  member  = "allUsers"
}
