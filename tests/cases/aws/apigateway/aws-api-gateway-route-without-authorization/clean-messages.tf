resource "aws_apigatewayv2_api" "chat" {
  name          = "chat"
  protocol_type = "WEBSOCKET"
}

resource "aws_apigatewayv2_route" "connect" {
  api_id             = aws_apigatewayv2_api.chat.id
  route_key          = "$connect"
  authorization_type = "AWS_IAM"
}

resource "aws_apigatewayv2_route" "message" {
  for_each  = toset(["$default", "$disconnect", "send"])
  api_id    = aws_apigatewayv2_api.chat.id
  route_key = each.key
}
