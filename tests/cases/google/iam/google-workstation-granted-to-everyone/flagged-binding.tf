resource "google_workstations_workstation_config_iam_binding" "readers" {
  project                = "example-project"
  location               = "europe-west1"
  workstation_cluster_id = "orders"
  workstation_config_id  = "orders"
  role                   = "roles/viewer"
  members                = ["group:team@example.com", "allAuthenticatedUsers"]
}
