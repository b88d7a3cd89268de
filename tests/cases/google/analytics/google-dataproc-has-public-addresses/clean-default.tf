resource "google_dataproc_cluster" "main" {
  name = "main"
  cluster_config {
    software_config {
      image_version = "2.2"
    }
  }
}
