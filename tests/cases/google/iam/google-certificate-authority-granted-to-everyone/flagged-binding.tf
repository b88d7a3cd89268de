resource "google_privateca_certificate_template_iam_binding" "readers" {
  certificate_template = "orders"
  role                 = "roles/privateca.templateUser"
  members              = ["group:team@example.com", "allAuthenticatedUsers"]
}
