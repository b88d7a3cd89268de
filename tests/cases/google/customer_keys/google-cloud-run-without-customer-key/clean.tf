resource "google_cloud_run_v2_service" "example" {
  name = "orders"
  template {
    encryption_key = "projects/example-project/locations/europe-west1/keyRings/data/cryptoKeys/orders"
  }
}
