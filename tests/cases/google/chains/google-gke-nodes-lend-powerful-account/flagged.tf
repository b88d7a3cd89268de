resource "google_service_account" "web" {
  account_id = "web"
}

resource "google_project_iam_member" "web" {
  project = "example"
  role    = "roles/storage.admin"
  member  = "serviceAccount:${google_service_account.web.email}"
}

resource "google_container_node_pool" "main" {
  name    = "main"
  cluster = "example"

  node_config {
    service_account = google_service_account.web.email

    workload_metadata_config {
      mode = "GCE_METADATA"
    }
  }
}
