resource "aws_codebuild_resource_policy" "main" {
  resource_arn = "arn:aws:codebuild:eu-west-1:111122223333:project/app"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "*" }
      Action    = "codebuild:BatchGetBuilds"
      Resource  = "*"
    }]
  })
}
