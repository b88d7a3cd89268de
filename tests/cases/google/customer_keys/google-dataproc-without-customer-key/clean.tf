resource "google_dataproc_cluster" "example" {
  name = "orders"
  cluster_config {
    encryption_config {
      kms_key_name = "projects/example-project/locations/europe-west1/keyRings/data/cryptoKeys/orders"
    }
  }
}
