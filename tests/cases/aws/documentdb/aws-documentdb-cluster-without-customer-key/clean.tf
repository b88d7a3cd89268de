resource "aws_docdb_cluster" "main" {
  cluster_identifier = "main"
  kms_key_id         = "arn:aws:kms:eu-west-1:111122223333:key/1"
}
