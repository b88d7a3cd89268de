resource "aws_memorydb_cluster" "main" {
  name        = "main"
  acl_name    = "app"
  node_type   = "db.t4g.small"
  kms_key_arn = "arn:aws:kms:eu-west-1:111122223333:key/1"
}
