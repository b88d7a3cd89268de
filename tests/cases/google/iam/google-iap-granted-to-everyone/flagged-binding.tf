resource "google_iap_agent_registry_mcp_server_iam_binding" "readers" {
  project       = "example-project"
  location      = "europe-west1"
  mcp_server_id = "orders"
  role          = "roles/iap.egressor"
  members       = ["group:team@example.com", "allAuthenticatedUsers"]
}
