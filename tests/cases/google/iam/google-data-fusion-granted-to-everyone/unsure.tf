variable "reader" {}

resource "google_data_fusion_instance_iam_member" "reader" {
  project = "example-project"
  region  = "europe-west1"
  name    = "orders"
  role    = "roles/viewer"
  member  = var.reader
}
