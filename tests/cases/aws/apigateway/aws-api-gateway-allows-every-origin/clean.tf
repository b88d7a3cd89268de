resource "aws_apigatewayv2_api" "main" {
  name          = "app"
  protocol_type = "HTTP"

  cors_configuration {
    allow_origins = ["https://example.com"]
  }
}
