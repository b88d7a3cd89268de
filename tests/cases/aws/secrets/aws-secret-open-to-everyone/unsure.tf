variable "it" {}

resource "aws_secretsmanager_secret_policy" "main" {
  secret_arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "${var.it}" }
      Action    = "secretsmanager:GetSecretValue"
      Resource  = "*"
    }]
  })
}
