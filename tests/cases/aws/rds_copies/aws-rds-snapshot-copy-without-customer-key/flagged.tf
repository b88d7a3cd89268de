resource "aws_db_snapshot_copy" "dr" {
  source_db_snapshot_identifier = "arn:aws:rds:eu-west-1:111122223333:snapshot:before"
  target_db_snapshot_identifier = "dr"
  kms_key_id                    = null
}
