resource "google_container_analysis_note_iam_binding" "readers" {
  project = "example-project"
  note    = "orders"
  role    = "roles/containeranalysis.notes.occurrences.viewer"
  members = ["group:team@example.com", "allAuthenticatedUsers"]
}
