resource "google_backup_dr_backup_vault" "example" {
  name = "orders"
}
