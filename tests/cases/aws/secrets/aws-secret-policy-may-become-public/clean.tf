resource "aws_secretsmanager_secret_policy" "main" {
  secret_arn          = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db"
  policy              = "{}"
  block_public_policy = true
}
