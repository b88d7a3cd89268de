resource "google_netapp_storage_pool" "example" {
  name       = "orders"
  kms_config = "projects/example-project/locations/europe-west1/keyRings/data/cryptoKeys/orders"
}
