resource "aws_elasticache_serverless_cache" "main" {
  name       = "main"
  engine     = "valkey"
  kms_key_id = "arn:aws:kms:eu-west-1:111122223333:key/1"
}
