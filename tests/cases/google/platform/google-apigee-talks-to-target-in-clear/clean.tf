resource "google_apigee_target_server" "orders" {
  name   = "orders"
  env_id = "organizations/example/environments/prod"
  host   = "orders.example.com"
  port   = 443
  s_sl_info {
    enabled = true
  }
}
