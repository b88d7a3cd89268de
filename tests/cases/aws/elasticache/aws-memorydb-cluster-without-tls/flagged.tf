resource "aws_memorydb_cluster" "main" {
  name        = "main"
  acl_name    = "app"
  node_type   = "db.t4g.small"
  tls_enabled = false
}
