variable "restrictions" {}

resource "google_apikeys_key" "maps" {
  name = "maps"
  dynamic "restrictions" {
    for_each = var.restrictions
    content {
      api_targets {
        service = "maps.googleapis.com"
      }
    }
  }
}
