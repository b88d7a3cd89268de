data "google_iam_policy" "all" {
  binding {
    role    = "roles/viewer"
    members = ["allUsers"]
  }
}
