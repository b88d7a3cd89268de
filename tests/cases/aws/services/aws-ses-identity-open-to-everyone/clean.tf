resource "aws_ses_identity_policy" "main" {
  identity = "example.com"
  name     = "all"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::111122223333:root" }
      Action    = "ses:SendEmail"
      Resource  = "*"
    }]
  })
}
