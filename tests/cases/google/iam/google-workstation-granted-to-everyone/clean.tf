resource "google_workstations_workstation_iam_member" "reader" {
  project                = "example-project"
  location               = "europe-west1"
  workstation_cluster_id = "orders"
  workstation_config_id  = "orders"
  workstation_id         = "orders"
  role                   = "roles/viewer"
  member                 = "serviceAccount:reader@example-project.iam.gserviceaccount.com"
}
