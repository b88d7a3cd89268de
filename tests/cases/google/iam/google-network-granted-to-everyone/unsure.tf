variable "reader" {}

resource "google_compute_subnetwork_iam_member" "reader" {
  project    = "example-project"
  region     = "europe-west1"
  subnetwork = "orders"
  role       = "roles/compute.networkUser"
  member     = var.reader
}
