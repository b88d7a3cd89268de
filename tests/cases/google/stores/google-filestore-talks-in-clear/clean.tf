resource "google_filestore_instance" "files" {
  name     = "files"
  tier     = "ZONAL"
  protocol = "NFS_V4_1"
}
