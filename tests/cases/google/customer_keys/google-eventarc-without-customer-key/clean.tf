resource "google_eventarc_channel" "example" {
  name            = "orders"
  crypto_key_name = "projects/example-project/locations/europe-west1/keyRings/data/cryptoKeys/orders"
}
