resource "aws_transfer_server" "main" {
  endpoint_type        = "VPC"
  security_policy_name = "TransferSecurityPolicy-2018-11"
}
