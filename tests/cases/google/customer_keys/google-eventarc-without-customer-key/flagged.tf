resource "google_eventarc_channel" "example" {
  name = "orders"
}
