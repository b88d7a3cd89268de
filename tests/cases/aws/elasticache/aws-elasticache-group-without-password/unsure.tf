variable "it" {}

resource "aws_elasticache_replication_group" "main" {
  replication_group_id = "main"
  description          = "main"
  transit_encryption_enabled = true
  user_group_ids             = var.it
}
