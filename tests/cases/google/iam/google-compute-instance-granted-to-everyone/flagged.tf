resource "google_compute_instance_iam_member" "reader" {
  project       = "example-project"
  zone          = "europe-west1-b"
  instance_name = "orders"
  role          = "roles/compute.osLogin"
  member        = "allUsers"
}
