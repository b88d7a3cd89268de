resource "google_redis_instance" "example" {
  name = "orders"
}
