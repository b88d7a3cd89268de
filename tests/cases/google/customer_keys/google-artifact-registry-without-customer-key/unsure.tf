variable "key" {}

resource "google_artifact_registry_repository" "example" {
  name         = "orders"
  kms_key_name = var.key
}
