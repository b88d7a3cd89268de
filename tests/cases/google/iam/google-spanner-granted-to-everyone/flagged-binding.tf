resource "google_spanner_database_iam_binding" "readers" {
  instance = "your-instance-name"
  database = "your-database-name"
  role     = "roles/compute.networkUser"
  members  = ["group:team@example.com", "allAuthenticatedUsers"]
}
