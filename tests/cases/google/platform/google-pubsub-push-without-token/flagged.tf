resource "google_pubsub_subscription" "orders" {
  name  = "orders"
  topic = "orders"
  push_config {
    push_endpoint = "https://orders.example.com/push"
  }
}
