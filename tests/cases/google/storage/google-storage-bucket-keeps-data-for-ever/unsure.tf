variable "action" {}

resource "google_storage_bucket" "data" {
  name     = "example-data"
  location = "EU"
  lifecycle_rule {
    condition {
      age = 365
    }
    action {
      type = var.action
    }
  }
}
