resource "google_workbench_instance" "lab" {
  name                 = "lab"
  location             = "europe-west1-b"
  disable_proxy_access = false
}
