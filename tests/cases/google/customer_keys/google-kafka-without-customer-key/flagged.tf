resource "google_managed_kafka_cluster" "example" {
  name = "orders"
}
