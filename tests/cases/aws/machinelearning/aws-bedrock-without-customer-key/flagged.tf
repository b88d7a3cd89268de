resource "aws_bedrockagent_agent" "main" {
  agent_name                  = "helper"
  agent_resource_role_arn     = "arn:aws:iam::111122223333:role/helper"
  foundation_model            = "anthropic.claude-v2"
  customer_encryption_key_arn = null
}
