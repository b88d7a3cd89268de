variable "key" {}

resource "google_workstations_workstation_config" "example" {
  name = "orders"
  encryption_key {
    kms_key = var.key
  }
}
