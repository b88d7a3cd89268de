resource "aws_timestreamwrite_database" "main" {
  database_name = "main"
  kms_key_id    = "arn:aws:kms:eu-west-1:111122223333:key/1"
}
