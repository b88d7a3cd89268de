resource "google_datastream_stream" "example" {
  name = "orders"
}
