variable "key" {}

resource "google_eventarc_channel" "example" {
  name            = "orders"
  crypto_key_name = var.key
}
