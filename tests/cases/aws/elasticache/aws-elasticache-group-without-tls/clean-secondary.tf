resource "aws_elasticache_replication_group" "secondary" {
  replication_group_id        = "secondary"
  description                 = "in another Region"
  global_replication_group_id = "ldgnf-main"
}
