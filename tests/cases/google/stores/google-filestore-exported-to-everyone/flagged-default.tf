resource "google_filestore_instance" "files" {
  name = "files"
  tier = "ZONAL"
  file_shares {
    name        = "share"
    capacity_gb = 1024
  }
}
