resource "google_netapp_volume" "files" {
  name         = "files"
  location     = "europe-west1"
  capacity_gib = "100"
  share_name   = "files"
  storage_pool = "main"
  protocols    = ["SMB"]
  smb_settings = ["ENCRYPT_DATA"]
}
