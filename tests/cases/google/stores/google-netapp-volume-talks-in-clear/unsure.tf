variable "kerberos" {}

resource "google_netapp_volume" "files" {
  name             = "files"
  location         = "europe-west1"
  capacity_gib     = "100"
  share_name       = "files"
  storage_pool     = "main"
  protocols        = ["NFSV4"]
  kerberos_enabled = var.kerberos
}
