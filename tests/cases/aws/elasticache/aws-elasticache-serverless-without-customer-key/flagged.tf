resource "aws_elasticache_serverless_cache" "main" {
  name       = "main"
  engine     = "valkey"
  kms_key_id = null
}
