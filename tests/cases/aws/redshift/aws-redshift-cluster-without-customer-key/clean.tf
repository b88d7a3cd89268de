resource "aws_redshift_cluster" "main" {
  cluster_identifier  = "main"
  node_type           = "ra3.xlplus"
  encrypted           = true
  kms_key_id          = "arn:aws:kms:eu-west-1:111122223333:key/1"
}
