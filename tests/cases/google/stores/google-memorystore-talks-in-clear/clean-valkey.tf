resource "google_memorystore_instance" "cache" {
  instance_id             = "cache"
  shard_count             = 3
  location                = "europe-west1"
  transit_encryption_mode = "SERVER_AUTHENTICATION"
}
