resource "aws_opensearch_domain" "main" {
  domain_name = "main"

  access_policies = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::111122223333:root" }
      Action    = "es:*"
      Resource  = "*"
    }]
  })
}
