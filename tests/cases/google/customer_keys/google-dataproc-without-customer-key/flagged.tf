resource "google_dataproc_cluster" "example" {
  name = "orders"
}
