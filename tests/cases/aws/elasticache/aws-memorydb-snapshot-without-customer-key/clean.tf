resource "aws_memorydb_snapshot" "main" {
  cluster_name = "main"
  name         = "before"
  kms_key_arn  = "arn:aws:kms:eu-west-1:111122223333:key/1"
}
