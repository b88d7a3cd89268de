resource "aws_elasticache_replication_group" "main" {
  replication_group_id = "main"
  description          = "main"
  engine               = "valkey"
}
