resource "google_redis_instance" "example" {
  name                 = "orders"
  customer_managed_key = "projects/example-project/locations/europe-west1/keyRings/data/cryptoKeys/orders"
}
