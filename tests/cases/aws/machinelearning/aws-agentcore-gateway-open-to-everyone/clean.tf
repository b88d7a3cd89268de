resource "aws_bedrockagentcore_gateway" "main" {
  name            = "tools"
  role_arn        = "arn:aws:iam::111122223333:role/tools"
  protocol_type   = "MCP"
  authorizer_type = "AWS_IAM"
}
