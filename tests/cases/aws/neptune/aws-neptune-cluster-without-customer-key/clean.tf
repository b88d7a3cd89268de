resource "aws_neptune_cluster" "main" {
  cluster_identifier = "main"
  kms_key_arn        = "arn:aws:kms:eu-west-1:111122223333:key/1"
}
