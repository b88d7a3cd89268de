variable "accounts" {}

resource "google_pubsub_subscription" "orders" {
  name  = "orders"
  topic = "orders"
  push_config {
    push_endpoint = "https://orders.example.com/push"
    dynamic "oidc_token" {
      for_each = var.accounts
      content {
        service_account_email = oidc_token.value
      }
    }
  }
}
