resource "google_bigtable_instance" "example" {
  name = "orders"
  cluster {
  }
}
