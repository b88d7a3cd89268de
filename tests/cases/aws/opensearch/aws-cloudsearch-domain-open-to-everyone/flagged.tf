resource "aws_cloudsearch_domain_service_access_policy" "main" {
  domain_name = "main"
  access_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "*" }
      Action    = "cloudsearch:search"
    }]
  })
}
