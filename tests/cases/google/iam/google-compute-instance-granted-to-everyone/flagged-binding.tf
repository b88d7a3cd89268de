resource "google_compute_instance_template_iam_binding" "readers" {
  project = "example-project"
  name    = "orders"
  role    = "roles/compute.instanceAdmin"
  members = ["group:team@example.com", "allAuthenticatedUsers"]
}
