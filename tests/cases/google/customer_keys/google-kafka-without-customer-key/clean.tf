resource "google_managed_kafka_cluster" "example" {
  name = "orders"
  gcp_config {
    kms_key = "projects/example-project/locations/europe-west1/keyRings/data/cryptoKeys/orders"
  }
}
