variable "reader" {}

resource "google_compute_disk_iam_member" "reader" {
  project = "example-project"
  zone    = "europe-west1-b"
  name    = "orders"
  role    = "roles/viewer"
  member  = var.reader
}
