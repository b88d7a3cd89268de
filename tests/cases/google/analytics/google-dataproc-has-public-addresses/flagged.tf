resource "google_dataproc_cluster" "main" {
  name = "main"
  cluster_config {
    gce_cluster_config {
      zone             = "europe-west1-b"
      internal_ip_only = false
    }
  }
}
