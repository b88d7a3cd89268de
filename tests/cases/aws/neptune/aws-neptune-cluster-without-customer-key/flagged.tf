resource "aws_neptune_cluster" "main" {
  cluster_identifier = "main"
  kms_key_arn        = null
}
