variable "reader" {}

resource "google_sourcerepo_repository_iam_member" "reader" {
  project    = "example-project"
  repository = "orders"
  role       = "roles/viewer"
  member     = var.reader
}
