resource "aws_api_gateway_rest_api" "app" {
  name = "app"

  endpoint_configuration {
    types = ["PRIVATE"]
  }
}

resource "aws_api_gateway_method" "get" {
  rest_api_id   = aws_api_gateway_rest_api.app.id
  resource_id   = "1"
  http_method   = "GET"
  authorization = "NONE"
}
