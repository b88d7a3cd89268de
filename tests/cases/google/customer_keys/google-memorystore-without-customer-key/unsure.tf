variable "key" {}

resource "google_redis_instance" "example" {
  name                 = "orders"
  customer_managed_key = var.key
}
