resource "aws_glacier_vault" "main" {
  name = "main"
  access_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "*" }
      Action    = "glacier:InitiateJob"
      Resource  = "*"
    }]
  })
}
