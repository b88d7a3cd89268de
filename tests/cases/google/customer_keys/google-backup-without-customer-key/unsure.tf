variable "key" {}

resource "google_backup_dr_backup_vault" "example" {
  name = "orders"
  encryption_config {
    kms_key_name = var.key
  }
}
