resource "aws_api_gateway_rest_api" "app" {
  name = "app"
}

resource "aws_api_gateway_rest_api_policy" "app" {
  rest_api_id = aws_api_gateway_rest_api.app.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::111122223333:root" }
      Action    = "execute-api:Invoke"
      Resource  = "*"
    }]
  })
}

resource "aws_api_gateway_method" "post" {
  rest_api_id   = aws_api_gateway_rest_api.app.id
  resource_id   = "1"
  http_method   = "POST"
  authorization = "NONE"
}
