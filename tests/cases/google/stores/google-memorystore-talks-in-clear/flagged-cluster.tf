resource "google_redis_cluster" "cache" {
  name                    = "cache"
  shard_count             = 3
  transit_encryption_mode = "TRANSIT_ENCRYPTION_MODE_DISABLED"
}
