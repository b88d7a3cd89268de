variable "it" {}

resource "aws_ses_identity_policy" "main" {
  identity = "example.com"
  name     = "all"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "${var.it}" }
      Action    = "ses:SendEmail"
      Resource  = "*"
    }]
  })
}
