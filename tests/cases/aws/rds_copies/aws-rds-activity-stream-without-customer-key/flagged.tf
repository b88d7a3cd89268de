resource "aws_rds_cluster_activity_stream" "main" {
  resource_arn = "arn:aws:rds:eu-west-1:111122223333:cluster:main"
  mode         = "async"
  kms_key_id   = null
}
