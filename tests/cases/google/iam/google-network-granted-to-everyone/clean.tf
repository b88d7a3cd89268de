resource "google_compute_subnetwork_iam_member" "reader" {
  project    = "example-project"
  region     = "europe-west1"
  subnetwork = "orders"
  role       = "roles/compute.networkUser"
  member     = "serviceAccount:reader@example-project.iam.gserviceaccount.com"
}
