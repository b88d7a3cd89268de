resource "aws_codeartifact_domain_permissions_policy" "main" {
  domain = "acme"
  policy_document = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "*" }
      Action    = "codeartifact:ReadFromRepository"
      Resource  = "*"
    }]
  })
}
