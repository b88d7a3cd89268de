resource "aws_dynamodb_resource_policy" "main" {
  resource_arn = "arn:aws:dynamodb:eu-west-1:111122223333:table/orders"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "*" }
      Action    = "dynamodb:GetItem"
      Resource  = "*"
    }]
  })
}
