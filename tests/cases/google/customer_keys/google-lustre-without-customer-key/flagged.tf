resource "google_lustre_instance" "example" {
  name = "orders"
}
