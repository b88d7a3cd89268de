resource "google_looker_instance" "example" {
  name = "orders"
}
