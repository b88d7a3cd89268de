resource "google_api_gateway_api_iam_member" "reader" {
  project = "example-project"
  api     = "orders"
  role    = "roles/apigateway.viewer"
  member  = "allUsers"
}
