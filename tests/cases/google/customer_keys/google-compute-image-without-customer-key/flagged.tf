resource "google_compute_image" "example" {
  name = "orders"
}
