resource "google_dataproc_cluster" "main" {
  name = "main"
  cluster_config {
    security_config {
      kerberos_config {
        enable_kerberos = false
      }
    }
  }
}
