variable "reader" {}

resource "google_tags_tag_key_iam_member" "reader" {
  tag_key = "orders"
  role    = "roles/viewer"
  member  = var.reader
}
