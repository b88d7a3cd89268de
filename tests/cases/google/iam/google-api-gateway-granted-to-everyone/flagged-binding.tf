resource "google_beyondcorp_security_gateway_application_iam_binding" "readers" {
  project             = "example-project"
  security_gateway_id = "orders"
  application_id      = "orders"
  role                = "roles/beyondcorp.securityGatewayUser"
  members             = ["group:team@example.com", "allAuthenticatedUsers"]
}
