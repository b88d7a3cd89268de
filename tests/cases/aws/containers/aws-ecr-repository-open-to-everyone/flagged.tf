resource "aws_ecr_repository_policy" "main" {
  repository = "app"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "*" }
      Action    = "ecr:BatchGetImage"
    }]
  })
}
