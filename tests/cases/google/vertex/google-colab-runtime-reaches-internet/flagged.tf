resource "google_colab_runtime_template" "lab" {
  display_name = "lab"
  location     = "europe-west1"
  network_spec {
    enable_internet_access = true
  }
}
