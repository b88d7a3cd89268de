variable "serial_port" {}

resource "google_compute_project_metadata" "all" {
  metadata = {
    serial-port-enable = var.serial_port
  }
}
