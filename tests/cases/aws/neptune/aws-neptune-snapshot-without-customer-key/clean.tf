resource "aws_neptune_cluster_snapshot" "main" {
  db_cluster_identifier          = "main"
  db_cluster_snapshot_identifier = "before"
  kms_key_id                     = "arn:aws:kms:eu-west-1:111122223333:key/1"
}
