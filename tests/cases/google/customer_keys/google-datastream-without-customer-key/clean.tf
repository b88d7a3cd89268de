resource "google_datastream_stream" "example" {
  name                            = "orders"
  customer_managed_encryption_key = "projects/example-project/locations/europe-west1/keyRings/data/cryptoKeys/orders"
}
