resource "aws_secretsmanager_secret" "main" {
  name       = "db"
  kms_key_id = "arn:aws:kms:eu-west-1:111122223333:key/1"
}
