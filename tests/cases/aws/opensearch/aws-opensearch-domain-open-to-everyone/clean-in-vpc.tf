resource "aws_opensearch_domain" "main" {
  domain_name = "main"

  vpc_options {
    subnet_ids = ["subnet-1"]
  }

  access_policies = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "*" }
      Action    = "es:*"
      Resource  = "*"
    }]
  })
}
