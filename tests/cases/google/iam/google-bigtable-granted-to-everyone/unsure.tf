variable "reader" {}

resource "google_bigtable_instance_iam_member" "reader" {
  instance = "your-bigtable-instance"
  role     = "roles/bigtable.user"
  member   = var.reader
}
