resource "google_privateca_ca_pool" "example" {
  name = "orders"
}
