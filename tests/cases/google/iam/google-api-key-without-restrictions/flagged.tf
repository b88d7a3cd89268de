resource "google_apikeys_key" "maps" {
  name = "maps"

}
