resource "google_dataproc_cluster_iam_member" "reader" {
  cluster = "your-dataproc-cluster"
  role    = "roles/editor"
  member  = "allUsers"
}
