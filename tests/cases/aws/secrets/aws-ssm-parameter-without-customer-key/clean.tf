resource "aws_ssm_parameter" "main" {
  name   = "/app/db/password"
  value  = "from elsewhere"
  type   = "SecureString"
  key_id = "arn:aws:kms:eu-west-1:111122223333:key/1"
}
