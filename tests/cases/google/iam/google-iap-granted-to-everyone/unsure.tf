variable "reader" {}

resource "google_iap_web_iam_member" "reader" {
  project = "example-project"
  role    = "roles/iap.httpsResourceAccessor"
  member  = var.reader
}
