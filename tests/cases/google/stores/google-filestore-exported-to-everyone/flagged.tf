resource "google_filestore_instance" "files" {
  name = "files"
  tier = "ZONAL"
  file_shares {
    name        = "share"
    capacity_gb = 1024
    nfs_export_options {
      ip_ranges   = ["0.0.0.0/0"]
      squash_mode = "ROOT_SQUASH"
    }
  }
}
