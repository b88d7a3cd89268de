variable "it" {}

resource "aws_transfer_server" "main" {
  endpoint_type        = "VPC"
  security_policy_name = "${var.it}"
}
