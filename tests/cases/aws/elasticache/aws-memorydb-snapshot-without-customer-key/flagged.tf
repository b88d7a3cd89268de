resource "aws_memorydb_snapshot" "main" {
  cluster_name = "main"
  name         = "before"
  kms_key_arn  = null
}
