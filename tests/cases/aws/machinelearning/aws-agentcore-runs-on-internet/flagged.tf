resource "aws_bedrockagentcore_agent_runtime" "main" {
  agent_runtime_name = "helper"
  role_arn           = "arn:aws:iam::111122223333:role/helper"

  network_configuration {
    network_mode = "PUBLIC"
  }
}
