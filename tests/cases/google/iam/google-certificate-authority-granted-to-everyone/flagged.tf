resource "google_privateca_ca_pool_iam_member" "reader" {
  ca_pool = "orders"
  role    = "roles/privateca.certificateManager"
  member  = "allUsers"
}
