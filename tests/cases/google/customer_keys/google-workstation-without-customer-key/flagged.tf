resource "google_workstations_workstation_config" "example" {
  name = "orders"
}
