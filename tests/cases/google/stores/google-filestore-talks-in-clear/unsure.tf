variable "protocol" {}

resource "google_filestore_instance" "files" {
  name     = "files"
  tier     = "ZONAL"
  protocol = var.protocol
}
