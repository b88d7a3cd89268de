resource "aws_redshift_snapshot_copy_grant" "main" {
  snapshot_copy_grant_name = "dr"
  kms_key_id               = "arn:aws:kms:eu-west-1:111122223333:key/1"
}
