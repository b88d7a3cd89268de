variable "reader" {}

resource "google_workbench_instance_iam_member" "reader" {
  project  = "example-project"
  location = "europe-west1"
  name     = "orders"
  role     = "roles/viewer"
  member   = var.reader
}
