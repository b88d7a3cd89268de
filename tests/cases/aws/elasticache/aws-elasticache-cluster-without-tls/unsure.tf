variable "it" {}

resource "aws_elasticache_cluster" "main" {
  cluster_id                 = "main"
  engine                     = "memcached"
  transit_encryption_enabled = var.it
}
