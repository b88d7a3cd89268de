variable "clients" {}

resource "google_netapp_volume" "files" {
  name         = "files"
  location     = "europe-west1"
  capacity_gib = "100"
  share_name   = "files"
  storage_pool = "main"
  protocols    = ["NFSV4"]
  export_policy {
    rules {
      allowed_clients = var.clients
      nfsv4           = true
    }
  }
}
