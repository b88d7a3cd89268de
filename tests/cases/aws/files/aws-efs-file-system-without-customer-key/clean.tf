resource "aws_efs_file_system" "main" {
  encrypted  = true
  kms_key_id = "arn:aws:kms:eu-west-1:111122223333:key/1"
}
