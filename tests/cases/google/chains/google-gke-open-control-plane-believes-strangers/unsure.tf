variable "legacy" {
  type = bool
}

resource "google_container_cluster" "main" {
  name     = "main"
  location = "europe-west3"
  enable_legacy_abac = var.legacy
}
