variable "clients" {}

resource "google_filestore_instance" "files" {
  name = "files"
  tier = "ZONAL"
  file_shares {
    name        = "share"
    capacity_gb = 1024
    nfs_export_options {
      ip_ranges   = [var.clients]
      squash_mode = "ROOT_SQUASH"
    }
  }
}
