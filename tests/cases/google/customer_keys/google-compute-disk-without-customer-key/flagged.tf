resource "google_compute_disk" "example" {
  name = "orders"
}
