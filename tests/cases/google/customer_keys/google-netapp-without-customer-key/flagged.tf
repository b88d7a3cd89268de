resource "google_netapp_storage_pool" "example" {
  name = "orders"
}
