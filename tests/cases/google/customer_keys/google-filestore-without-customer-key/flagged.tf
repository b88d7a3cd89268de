resource "google_filestore_instance" "example" {
  name = "orders"
}
