resource "aws_opensearch_domain" "main" {
  domain_name = "main"

  access_policies = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "*" }
      Action    = "es:*"
      Resource  = "*"
      Condition = { IpAddress = { "aws:SourceIp" = "198.51.100.0/24" } }
    }]
  })
}
