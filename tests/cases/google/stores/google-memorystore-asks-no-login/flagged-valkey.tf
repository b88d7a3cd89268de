resource "google_memorystore_instance" "cache" {
  instance_id        = "cache"
  shard_count        = 3
  location           = "europe-west1"
  authorization_mode = "AUTH_DISABLED"
}
