resource "google_colab_runtime_template_iam_binding" "readers" {
  project          = "example-project"
  location         = "europe-west1"
  runtime_template = "orders"
  role             = "roles/viewer"
  members          = ["group:team@example.com", "allAuthenticatedUsers"]
}
