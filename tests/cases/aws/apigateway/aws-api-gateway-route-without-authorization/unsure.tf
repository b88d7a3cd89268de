variable "it" {}

resource "aws_apigatewayv2_route" "main" {
  api_id             = "1"
  route_key          = "GET /orders"
  authorization_type = "${var.it}"
}
