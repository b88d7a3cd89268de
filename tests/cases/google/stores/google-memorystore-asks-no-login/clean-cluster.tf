resource "google_redis_cluster" "cache" {
  name               = "cache"
  shard_count        = 3
  authorization_mode = "AUTH_MODE_IAM_AUTH"
}
