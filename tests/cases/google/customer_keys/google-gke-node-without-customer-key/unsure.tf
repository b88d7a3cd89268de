variable "key" {}

resource "google_container_node_pool" "example" {
  name = "orders"
  node_config {
    boot_disk_kms_key = var.key
  }
}
