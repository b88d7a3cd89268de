resource "google_notebooks_instance" "lab" {
  name         = "lab"
  location     = "europe-west1-b"
  machine_type = "e2-medium"
}
