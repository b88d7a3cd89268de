resource "google_tags_tag_value_iam_binding" "readers" {
  tag_value = "orders"
  role      = "roles/viewer"
  members   = ["group:team@example.com", "allAuthenticatedUsers"]
}
