resource "aws_secretsmanager_secret" "main" {
  name       = "db"
  kms_key_id = "arn:aws:kms:eu-west-1:111122223333:key/1"
}

resource "aws_secretsmanager_secret_policy" "main" {
  secret_arn = aws_secretsmanager_secret.main.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "secretsmanager:GetSecretValue"
      Resource  = "*"
    }]
  })
}
